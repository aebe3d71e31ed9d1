// section: 13.names
fun child()
  receive
    case "stop" => nil
fun attempt(f)
  try
    f()
  catch e
    print(e)
a = spawn(child)
b = spawn(child)
dead = spawn(fn() => 1)
wait(dead)
register("x", a)
attempt(fn() => register("x", b)) // > NameError: name 'x' is taken
attempt(fn() => register("y", a)) // > NameError: cannot register 'y': the process has a name
attempt(fn() => register("z", dead)) // > NameError: cannot register 'z': the process has ended
attempt(fn() => unregister("none")) // > NameError: no process named 'none'
attempt(fn() => spawn_opt({name: "x"}, child)) // > NameError: name 'x' is taken
print(len(processes())) // > 3
