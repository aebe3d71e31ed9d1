// section: 8.methods
class C(n)
  fun m(this, k) => this.n + k
c = C(1)
g = c.m
print(g(c, 5), g(C(10), 5), c["m"](c, 1)) // > 6 15 2
