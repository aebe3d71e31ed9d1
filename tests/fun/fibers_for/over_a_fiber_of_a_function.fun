// section: 6.for-lazy
fun f()
  yield 1
  yield 2
for x in fiber(f)
  print(x)
// > 1
// > 2
