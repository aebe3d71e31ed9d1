// section: 13.receive
me = self()
for m in [1, "two", 3, ["four", 4]]
  me ! m
receive
  case String() as s => print(s) // > two
receive
  case [name, n] => print(name, n) // > four 4
print(receive_any(), receive_any(), mailbox_len()) // > 1 3 0
