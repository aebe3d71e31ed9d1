// The command line of a program.

// The arguments, without the program itself.
fun argv()
  var args = []
  for i in range(to_number(env("FUN_ARGC")))
    args.push(env("FUN_ARGV_" + to_string(i)))
  return args

// Sorts arguments into {"flags": map, "positionals": array}: `--name=value` is a flag with that String, `--name` and each letter
// of `-abc` are flags with 1, everything else is positional.
fun parse_args(args)
  var flags = {}
  var positionals = []
  for arg in args
    if arg.starts_with("--")
      var name = arg.substr(2, arg.len())
      var equals = name.find("=")
      if equals < 0
        flags[name] = 1
      else
        flags[name.substr(0, equals)] = name.substr(equals + 1, name.len())
    elif arg.len() > 1 && arg.starts_with("-")
      for i in range(1, arg.len())
        flags[arg.substr(i, 1)] = 1
    else
      positionals.push(arg)
  return {"flags": flags, "positionals": positionals}
