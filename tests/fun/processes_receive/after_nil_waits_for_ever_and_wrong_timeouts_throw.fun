// section: 13.receive
fun child(parent)
  sleep(2)
  parent ! "at last"
spawn(child, self())
receive
  case m => print(m) // > at last
  after nil => print("never")
try
  receive
    case 1 => nil
    after "soon" => nil
catch e
  print(e) // > TypeError: receive expects milliseconds or nil, got string
receive
  case 1 => nil
  after -5 => print("at once") // > at once
