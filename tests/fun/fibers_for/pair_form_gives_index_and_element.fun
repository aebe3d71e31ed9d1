// section: 6.for-lazy
fun* g()
  yield "x"
  yield "y"
for i, v in g()
  print(i, v)
// > 0 x
// > 1 y
