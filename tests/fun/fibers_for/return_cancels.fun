// section: 6.for-lazy 12.fibers
fun* g()
  try
    yield 7
  finally
    print("closed")
fun first(f)
  for x in f
    return x
f = g()
print(first(f), f.status())
// > closed
// > 7 cancelled
