// section: 7.8 7.6
fun* g(a)
  yield a
fun f()
  return g(1)
inner = fiber(f).resume()
print(kind(inner), inner.resume()) // > Fiber 1
