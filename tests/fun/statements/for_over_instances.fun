// section: 6.for 8.protocols
class Plain(a, b)
  fun m(this) => 1
for f in Plain(1, 2)
  print(f)
// > a
// > b
for (f, v) in Plain(1, 2)
  print(f, v)
// > a 1
// > b 2
class Iter(n)
  fun _iter(this) => range(this.n)
for i in Iter(2)
  print(i)
// > 0
// > 1
for (i, x) in Iter(2)
  print(i, x)
// > 0 0
// > 1 1
class Nested(n)
  fun _iter(this) => Iter(this.n)
for i in Nested(1)
  print(i) // > 0
