// section: 6.for-lazy 12.fibers
fun* three()
  yield "a"
  yield "b"
  yield "c"
for x in three()
  print(x)
// > a
// > b
// > c
