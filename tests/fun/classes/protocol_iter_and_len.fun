// section: 8.protocols
class Bag(items)
  fun _iter(this) => this.items
  fun _len(this) => len(this.items) + 100
b = Bag([1, 2])
print(len(b), to_array(b), sum(b)) // > 102 [1, 2] 3
out = []
for x in b
  push(out, x)
print(out) // > [1, 2]
