// section: 7.1
fun f(a, ...rest) => [a, rest]
print(f(1), f(1, 2), f(1, 2, 3)) // > [1, []] [1, [2]] [1, [2, 3]]
fun g(a = 5, ...more) => [a, more]
print(g(), g(1, 2)) // > [5, []] [1, [2]]
fun h(...xs)
  push(xs, 0)
  return len(xs)
print(h(), h(1, 2)) // > 1 3
