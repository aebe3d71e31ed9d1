// section: 13.spawn 13.sees
fun change(a, parent)
  push(a.list, 4)
  a.list[0] = "changed"
  parent ! a
data = {list: [1, 2, 3]}
spawn(change, data, self())
receive
  case {list: l} => print(l) // > [changed, 2, 3, 4]
print(data) // > {"list": [1, 2, 3]}
