// section: 7.4
add = fn(a, b) => a + b
print(add(1, 2), (fn() => 5)(), [1, 2].map(fn(x) => x * x)) // > 3 5 [1, 4]
compose = fn(f, g) => fn(x) => f(g(x))
print(compose(fn(x) => x + 1, fn(x) => x * 10)(2)) // > 21
d = fn(a, b = a * 2, ...c) => [a, b, c]
print(d(1), d(1, 2, 3)) // > [1, 2, []] [1, 2, [3]]
