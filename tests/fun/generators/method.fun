// section: 7.8 8.methods
class Tree(left, value, right)
  fun* walk(this)
    if this.left
      for v in this.left.walk()
        yield v
    yield this.value
    if this.right
      for v in this.right.walk()
        yield v
t = Tree(Tree(nil, 1, nil), 2, Tree(Tree(nil, 3, nil), 4, nil))
print(to_array(t.walk())) // > [1, 2, 3, 4]
