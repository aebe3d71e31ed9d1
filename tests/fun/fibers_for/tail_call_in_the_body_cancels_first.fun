// section: 6.for-lazy 7.6
fun* g()
  try
    yield 1
  finally
    print("closed")
fun next(x)
  print("next", x)
  return x
fun f()
  for x in g()
    return next(x)
print(f())
// > closed
// > next 1
// > 1
