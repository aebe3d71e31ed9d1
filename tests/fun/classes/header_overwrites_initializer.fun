// section: 8.construct
class C(x)
  y = x + 1
  x = 100
  z = this.x
c = C(5)
print(c) // > C {"x": 5, "y": 6, "z": 100}
