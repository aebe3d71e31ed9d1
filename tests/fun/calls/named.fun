// section: 5.calls
fun f(a, b = 2, c = 3) => [a, b, c]
print(f(1, c: 9), f(a: 5), f(c: 1, a: 2, b: 3)) // > [1, 2, 9] [5, 2, 3] [2, 3, 1]
print(f(...[7], b: 8)) // > [7, 8, 3]
class P(x, y = 5)
print(P(x: 1), P(y: 1, x: 2)) // > P {"x": 1, "y": 5} P {"x": 2, "y": 1}
g = fn(a, b) => a - b
print(g(b: 1, a: 10)) // > 9
class M()
  fun m(this, a, b) => a - b
print(M().m(b: 1, a: 5)) // > 4
