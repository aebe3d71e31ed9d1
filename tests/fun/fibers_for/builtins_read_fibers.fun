// section: 6.for-lazy 16.2
fun* g(n)
  for i in range(n)
    yield i
print(to_array(g(3)), map(g(3), fn(x) => x + 1), filter(g(5), fn(x) => x % 2 == 1)) // > [0, 1, 2] [1, 2, 3] [1, 3]
print(sum(g(5)), reduce(g(4), 0, fn(a, x) => a * 10 + x), sorted(g(3), fn(a, b) => b - a)) // > 10 123 [2, 1, 0]
print(any(g(3), fn(x) => x == 2), all(g(3), fn(x) => x < 2), contains(g(3), 1), join(g(3), "-")) // > true false 1 0-1-2
print(zip(g(2), g(2)), enumerate(g(2)), first(to_array(g(2)))) // > [[0, 0], [1, 1]] [[0, 0], [1, 1]] 0
