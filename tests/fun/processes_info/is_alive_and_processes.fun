// section: 13.info
fun child()
  receive
    case "stop" => nil
a = spawn(child)
b = spawn(child)
print(is_alive(a), is_alive(self()), processes() == [self(), a, b]) // > true true true
a ! "stop"
wait(a)
print(is_alive(a), processes() == [self(), b]) // > false true
