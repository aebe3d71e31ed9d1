// section: 13.receive
fun child(parent)
  receive
    case "go" => parent ! "gone"
fun body()
  pid = spawn(child, self())
  pid ! "go"
  receive
    case m
      yield m
  return "end"
f = fiber(body)
print(f.resume(), f.resume()) // > gone end
