// section: 8.methods 4.parameters
class C(uint8 n)
  fun add(this, uint8 k) -> uint8
    this.n = this.n + k
    return this.n
c = C(250)
print(c.add(10), c.n) // > 4 260
try
  c.add("x")
catch err
  print(err.kind) // > TypeError
