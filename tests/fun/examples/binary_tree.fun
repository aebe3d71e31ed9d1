// section: 8.methods 7.5
class Tree(key)
  left = nil
  right = nil
  fun add(this, k)
    if k < this.key
      if this.left == nil
        this.left = Tree(k)
      else
        this.left.add(k)
    elif this.right == nil
      this.right = Tree(k)
    else
      this.right.add(k)
    return this
  fun walk(this, f)
    this.left?.walk(f)
    f(this.key)
    this.right?.walk(f)
t = Tree(5)
for k in [2, 8, 1, 9, 3]
  t.add(k)
out = []
t.walk(fn(k) => push(out, k))
print(out) // > [1, 2, 3, 5, 8, 9]
