// section: 7.8 6.for
class Bag(items)
  fun* _iter(this)
    for x in this.items
      yield x
for x in Bag([1, 2])
  print(x)
// > 1
// > 2
