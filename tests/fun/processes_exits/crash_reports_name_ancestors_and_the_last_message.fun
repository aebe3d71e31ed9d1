// section: 13.exits
// stderr: Process <pid 3> 'inner', begun by <pid 2> of <pid 1>, has ended with 1 messages left:
// stderr: TypeError
// stderr: Its last message: ["go", 7]
// stderr: Process <pid 4>, begun by <pid 1>, has ended with 0 messages left:
// stderr-not: "forgotten"
fun inner()
  receive
    case ["go", n] => n()

fun outer()
  p = spawn_opt({name: "inner"}, inner)
  p ! "left over"
  p ! ["go", 7]
  wait(p)

wait(spawn(outer))

fun forgets()
  receive
    case "forgotten" => nil
  receive
    after 1 => nil
  throw Error("later")

p = spawn(forgets)
p ! "forgotten"
wait(p)
print("on") // > on
