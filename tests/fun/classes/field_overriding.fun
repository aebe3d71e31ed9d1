// section: 8.inheritance
class A(x)
  f = "a"
class B(x) extends A
  f = "b"
  g = this.f
print(B(1)) // > B {"x": 1, "f": b, "g": b}
