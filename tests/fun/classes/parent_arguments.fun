// section: 8.inheritance
class A(x, y = 9)
  a = x * 10
class B(n) extends A(n + 1)
  b = this.a + 1
class C(p, q, r) extends A(q, p)
class D(x, y, z) extends A
print(B(1)) // > B {"x": 2, "y": 9, "a": 20, "n": 1, "b": 21}
print(C(1, 2, 3)) // > C {"x": 2, "y": 1, "a": 20, "p": 1, "q": 2, "r": 3}
print(D(1, 2, 3)) // > D {"x": 1, "y": 2, "a": 10, "z": 3}
