// section: 9.5
fun f()
  for i in range(3)
    defer print(i)
f()
// > 2
// > 1
// > 0
