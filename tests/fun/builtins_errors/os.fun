// section: 16.7
// What each builtin throws for too few, too many and wrong arguments. Written by generate_builtins.py.
class C
  x = 1
fun call(f, ...args)
  try
    f(...args)
    print("no error")
  catch e
    print(e)
call(input, 1, 1) // > ArityError: input() expects 0 to 1 argument, got 2
call(input_hidden, 1, 1) // > ArityError: input_hidden() expects 0 to 1 argument, got 2
call(read_stdin, 1) // > ArityError: read_stdin() expects 0 arguments, got 1
call(is_tty, 1) // > ArityError: is_tty() expects 0 arguments, got 1
call(term_size, 1) // > ArityError: term_size() expects 0 arguments, got 1
call(env) // > ArityError: env() expects 1 argument, got 0
call(env, "s", 1) // > ArityError: env() expects 1 argument, got 2
call(env, 1) // > TypeError: env expects (string), got int
call(env_all, 1) // > ArityError: env_all() expects 0 arguments, got 1
call(env_get) // > ArityError: env_get() expects 1 to 2 arguments, got 0
call(env_get, "s", 1, 1) // > ArityError: env_get() expects 1 to 2 arguments, got 3
call(env_get, 1) // > TypeError: env_get expects (string), got int
call(env_set, "s") // > ArityError: env_set() expects 2 arguments, got 1
call(env_set, "s", "s", 1) // > ArityError: env_set() expects 2 arguments, got 3
call(env_set, 1, "s") // > TypeError: env_set expects (string, string), got int and string
call(env_set, "s", 1) // > TypeError: env_set expects (string, string), got string and int
call(cwd, 1) // > ArityError: cwd() expects 0 arguments, got 1
call(chdir) // > ArityError: chdir() expects 1 argument, got 0
call(chdir, "s", 1) // > ArityError: chdir() expects 1 argument, got 2
call(chdir, 1) // > TypeError: chdir expects (string), got int
call(hostname, 1) // > ArityError: hostname() expects 0 arguments, got 1
call(os_name, 1) // > ArityError: os_name() expects 0 arguments, got 1
call(cpu_count, 1) // > ArityError: cpu_count() expects 0 arguments, got 1
call(os_pid, 1) // > ArityError: os_pid() expects 0 arguments, got 1
call(proc_run) // > ArityError: proc_run() expects 1 argument, got 0
call(proc_run, "s", 1) // > ArityError: proc_run() expects 1 argument, got 2
call(proc_run, 1) // > TypeError: proc_run expects (string), got int
call(system) // > ArityError: system() expects 1 argument, got 0
call(system, "s", 1) // > ArityError: system() expects 1 argument, got 2
call(system, 1) // > TypeError: system expects (string), got int
call(exec) // > ArityError: exec() expects 1 to 2 arguments, got 0
call(exec, [1], {}, 1) // > ArityError: exec() expects 1 to 2 arguments, got 3
call(exec, 1) // > TypeError: exec expects (array), got int
call(exec, [1], 1) // > TypeError: exec expects (array, map), got array and int
call(proc_spawn) // > ArityError: proc_spawn() expects 1 to 2 arguments, got 0
call(proc_spawn, [1], {}, 1) // > ArityError: proc_spawn() expects 1 to 2 arguments, got 3
call(proc_spawn, 1) // > TypeError: proc_spawn expects (array), got int
call(proc_spawn, [1], 1) // > TypeError: proc_spawn expects (array, map), got array and int
