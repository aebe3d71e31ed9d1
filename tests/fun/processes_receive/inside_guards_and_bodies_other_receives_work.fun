// section: 13.receive
me = self()
fun next()
  return receive
    case Number() as n => n
me ! "first"
me ! 1
me ! 2
receive
  case String() as s
    print(s, next(), next()) // > first 1 2
me ! ["pair", 5]
me ! 5
receive
  case ["pair", n] when next() == n => print("matched", n) // > matched 5
  case other => print("other", other)
