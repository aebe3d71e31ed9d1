// section: 8.protocols
class Adder(n)
  fun _call(this, x, y = 0) => this.n + x + y
a = Adder(10)
print(a(1), a(1, 2), a(...[1, 2])) // > 11 13 13
print(callable(a), callable(5)) // > true false
