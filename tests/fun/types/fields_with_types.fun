// section: 4.class 8.fields
class C(number n)
  uint8 u = 300
  string s = "t"
  float f = 2
c = C(true)
print(c.n, c.u, c.s, c.f, kind(c.f)) // > 1 44 t 2 Float
c.u = "later stores are not checked"
print(c.u) // > later stores are not checked
