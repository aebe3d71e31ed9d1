// section: 7.5
fun adder(k)
  return fn(x) => x + k
add1 = adder(1)
add10 = adder(10)
print(add1(5), add10(5)) // > 6 15
fun change(k)
  f = fn() => k
  k = k + 1
  return f()
print(change(1)) // > 2
