// section: 7.8 9.5
fun* g()
  defer print("closed")
  yield 1
for x in g()
  print(x) // > 1
// > closed
