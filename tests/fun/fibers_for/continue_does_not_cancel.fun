// section: 6.for-lazy
fun* g()
  for i in range(4)
    yield i
for x in g()
  if x % 2 == 0
    continue
  print(x)
// > 1
// > 3
