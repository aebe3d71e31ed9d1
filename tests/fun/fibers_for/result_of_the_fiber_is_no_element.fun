// section: 6.for-lazy
fun* g()
  yield 1
  return "result"
for x in g()
  print(x) // > 1
