// section: 13.exits
// stderr: Process <pid 2>, begun by <pid 1>, has ended with 1 messages left:
// stderr: TypeError: CALL expects function, got nil
// stderr: in crash
// stderr: Process <pid 3> 'named', begun by <pid 1>
fun crash()
  receive
    case "go" => nil
  x = nil
  x()
pid = spawn(crash)
pid ! "left over"
pid ! "go"
wait(pid)
p = spawn_opt({name: "named"}, crash)
p ! "go"
wait(p)
print("on") // > on
