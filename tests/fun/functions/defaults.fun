// section: 7.1
calls = 0
fun next_id()
  calls += 1
  return calls
fun f(a, b = next_id(), c = a + b) => [a, b, c]
print(f(1), f(1), f(1, 10), f(1, 10, 100)) // > [1, 1, 2] [1, 2, 3] [1, 10, 11] [1, 10, 100]
print(calls) // > 2
print(f(1, nil, 5)) // > [1, nil, 5]
fun g(xs = [])
  push(xs, 1)
  return xs
g()
print(g()) // > [1]
