// section: 6.for-lazy
fun* g()
  yield 1
  throw "inside"
try
  for x in g()
    print(x) // > 1
catch e
  print(e) // > inside
