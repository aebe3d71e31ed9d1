// section: 8.construct
outside = 10
class C(n)
  a = n + outside
  b = this.a + 1
  g = fn() => n
c = C(1)
print(c.a, c.b) // > 11 12
g = c.g
print(kind(g)) // > Function
