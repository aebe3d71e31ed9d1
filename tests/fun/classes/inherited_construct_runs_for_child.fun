// section: 8.construct
class A(x)
  fun _construct(this, x)
    this.made = x * 2
class B(x) extends A
  y = this.made
print(B(4)) // > B {"x": 4, "made": 8, "y": 8}
