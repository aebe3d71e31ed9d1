// section: 12.suspension
fun* g()
  yield 10
  yield 20
  yield 30
f = g()
print(map([1, 2, 3], fn(x) => x + f.resume())) // > [11, 22, 33]
