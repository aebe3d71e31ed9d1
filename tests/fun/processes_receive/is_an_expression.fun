// section: 13.receive
me = self()
me ! [1, 2]
v = receive
  case [a, b]
    c = a + b
    c * 10
print(v) // > 30
fun get()
  return receive
    case x => x
me ! "r"
print(get()) // > r
me ! 1
v = receive
  case 1
    w = 2
print(v) // > nil
