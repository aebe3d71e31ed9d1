// section: 7.8
fun* g(a)
  yield a
print(g(1).resume(99)) // > 1
