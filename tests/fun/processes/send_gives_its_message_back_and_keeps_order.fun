// section: 13.messages
me = self()
fun child(n)
  for i in range(n)
    me ! i
print(send(me, "x"), me ! ["y"]) // > x [y]
print(receive_any(), receive_any()) // > x [y]
spawn(child, 100)
in_order = true
for i in range(100)
  receive
    case k => in_order = in_order and k == i
print(in_order) // > true
