// section: 13.receive
me = self()
me ! ["n", 5]
me ! ["n", 50]
receive
  case [_, n] when n / 0 > 1 => print("never")
  case ["n", n] when n > 10 => print("big", n) // > big 50
receive
  case ["n", n] when n > 10 => print("never")
  case ["n", n] => print("small", n) // > small 5
