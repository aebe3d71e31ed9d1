// section: 6.for-lazy
fun* g()
  print(yield 1)
for x in g()
  print("got", x)
// > got 1
// > nil
