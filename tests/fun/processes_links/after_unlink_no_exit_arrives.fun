// section: 13.links
fun child()
  receive
    case "end" => exit_self("bad")
pid = spawn_link(child)
unlink(pid)
pid ! "end"
wait(pid)
sleep(2)
print("still here") // > still here
