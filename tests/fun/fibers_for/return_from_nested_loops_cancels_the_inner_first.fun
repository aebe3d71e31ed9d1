// section: 6.for-lazy
fun* g(name)
  try
    while true
      yield name
  finally
    print("closed", name)
fun f()
  for a in g("outer")
    for b in g("inner")
      return a + b
print(f())
// > closed inner
// > closed outer
// > outerinner
