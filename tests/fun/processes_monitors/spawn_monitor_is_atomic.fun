// section: 13.monitors 13.spawn
for i in range(20)
  [pid, ref] = spawn_monitor(fn() => exit_self("now"))
  receive
    case ["DOWN", ^ref, _, ^pid, why] => assert(why == "now")
print("twenty") // > twenty
