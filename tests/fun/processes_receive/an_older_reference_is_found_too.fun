// section: 13.receive
me = self()
old = make_ref()
me ! [old, "a"]
fresh = make_ref()
me ! [fresh, "b"]
receive
  case [^fresh, x] => print(x) // > b
receive
  case [^old, x] => print(x) // > a
