// section: 16.2
print(map(range(3), fn(x) => x * x), map("ab", upper), map(b"AB", fn(n) => n + 1)) // > [0, 1, 4] [A, B] [66, 67]
print(filter("abca", fn(c) => c != "a"), join(range(3), "-"), contains("abc", "b"), enumerate("x")) // > [b, c] 0-1-2 1 [[0, x]]
class Bag(items)
  fun _iter(this) => this.items
print(map(Bag([1, 2]), fn(x) => x + 1), sorted(Bag([2, 1])), first(Bag([7]))) // > [2, 3] [1, 2] 7
