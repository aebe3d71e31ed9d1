// section: 7.8 7.5
fun* g(n)
  add = fn(k) => n + k
  yield add(1)
  n = 10
  yield add(1)
a = g(1)
b = g(2)
print(a.resume(), b.resume(), a.resume(), b.resume()) // > 2 3 11 11
