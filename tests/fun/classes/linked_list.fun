// section: 8.methods
class Node(value, rest = nil)
class List()
  head = nil
  count = 0
  fun push(this, v)
    this.head = Node(v, this.head)
    this.count += 1
    return this
  fun _iter(this)
    out = []
    n = this.head
    while n != nil
      push(out, n.value)
      n = n.rest
    return out
  fun _len(this) => this.count
  fun toString(this) => "(" + join(to_array(this), " ") + ")"
l = List().push(1).push(2).push(3)
print(l, len(l), map(l, fn(x) => x * x)) // > (3 2 1) 3 [9, 4, 1]
for (i, x) in l
  print(i, x)
// > 0 3
// > 1 2
// > 2 1
