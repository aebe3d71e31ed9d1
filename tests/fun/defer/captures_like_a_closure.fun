// section: 9.5
fun f()
  x = 1
  defer print(x)
  x = 2
f() // > 2
