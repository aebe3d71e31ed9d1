// section: 2.print
class P(x, y)
class Empty()
class S(x)
  fun toString(this) => "S:" + this.x
class N(x)
  fun toString(this) => this.x
print(P(1, "two")) // > P {"x": 1, "y": two}
print(Empty()) // > Empty {}
print(S("v"), [S("a")], {k: S("b")}) // > S:v [S:a] {"k": S:b}
print(N(5), N([1, "a"]), N(nil)) // > 5 [1, a] nil
print(P(P(1, 2), [S("z")])) // > P {"x": P {"x": 1, "y": 2}, "y": [S:z]}
