// section: 13.monitors
fun child(parent)
  monitor(parent)
  receive
    case "never" => nil
fun parent_of(top)
  pid = spawn(child, self())
  top ! pid
  receive
    case "end" => exit_self("bad")
p = spawn(parent_of, self())
receive
  case c
    p ! "end"
    wait(p)
    sleep(2)
    print(is_alive(c)) // > true
