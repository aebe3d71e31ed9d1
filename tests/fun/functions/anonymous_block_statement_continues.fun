// section: 7.4
x = [3, 1, 2]
y = sorted(x, fn(a, b)
  return a < b
)
print(y) // > [1, 2, 3]
k = fn(a, b)
  return 7
.arity()
print(k) // > 2
z = fn()
  return 7
(1)
print(z()) // > 7
fun run(f, g) => f() + g()
print(run(fn()
  return 1
, fn()
  return 2
)) // > 3
w = true ? fn()
  return "a"
: fn()
  return "b"
print(w()) // > a
