// section: 13.sees
count = 5
fun child(parent)
  count += 1
  parent ! count
for i in range(2)
  spawn(child, self())
  receive
    case n => print(n)
// > 6
// > 6
print(count) // > 5
