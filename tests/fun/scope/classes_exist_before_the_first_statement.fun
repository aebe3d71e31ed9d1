// section: 3.constants
b = B(1)
print(b.m(), b.x) // > A.m 1
class A(x)
  fun m(this) => "A.m"
class B(x) extends A
  y = 2
