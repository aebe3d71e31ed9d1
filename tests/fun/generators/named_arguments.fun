// section: 7.8
fun* g(a, b)
  yield a - b
print(g(b: 1, a: 10).resume()) // > 9
