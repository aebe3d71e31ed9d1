// section: 6.destructuring
a, b = [1, 2]
[c, d] = [3, 4]
[e] = [5]
print(a, b, c, d, e) // > 1 2 3 4 5
// Exactly as many elements as targets, and nothing is assigned otherwise.
for v in [[1], [1, 2, 3], [], 5, "ab", nil, {a: 1, b: 2}, range(2)]
  try
    a, b = v
    print("assigned")
  catch err
    print(err, a, b)
// > Runtime error: expected 2 values, got 1 1 2
// > Runtime error: expected 2 values, got 3 1 2
// > Runtime error: expected 2 values, got 0 1 2
// > TypeError: cannot destructure int 1 2
// > TypeError: cannot destructure string 1 2
// > TypeError: cannot destructure nil 1 2
// > TypeError: cannot destructure map 1 2
// > TypeError: cannot destructure range 1 2
try
  [e] = [1, 2]
catch err
  print(err.kind, err, e) // > IndexError Runtime error: expected 1 value, got 2 5
// As many right sides as targets: all are evaluated before any assignment.
a, b = b, a
print(a, b) // > 2 1
a, b, c = b, c, a
print(a, b, c) // > 1 3 2
xs = [10, 20, 30]
i = 0
i, xs[i] = 2, 99
print(i, xs) // > 2 [99, 20, 30]
xs[0], xs[1] = xs[1], xs[0]
print(xs) // > [20, 99, 30]
// Chains and indexes of all targets come first, then the right sides, then the stores.
log = []
fun t(x)
  push(log, x)
  return x
m = {p: {}, q: {}}
m[t("p")].x, m[t("q")].x = t(1), t(2)
print(m, log) // > {"p": {"x": 1}, "q": {"x": 2}} [p, q, 1, 2]
log = []
[m[t("p")].y, m[t("q")].y] = [t(3), t(4)]
print(m.p.y, m.q.y, log) // > 3 4 [p, q, 3, 4]
// Any target: names of every scope, fields, elements.
class Pair(left, right)
  fun swap(this)
    this.left, this.right = this.right, this.left
    return this
print(Pair(1, 2).swap()) // > Pair {"left": 2, "right": 1}
fun outer()
  x, y = 1, 2
  fun inner()
    [x, y] = [y, x + y]
  inner()
  inner()
  return [x, y]
print(outer()) // > [3, 5]
fun modulevars()
  a, b = ["from", "function"]
modulevars()
print(a, b) // > from function
// Declared types hold here too.
number n = 0
string s = ""
n, s = [2.0, "text"]
print(n, s, typeof(n)) // > 2 text Sint64
try
  s, n = ["new", "no number"]
catch err
  print(err, n, s) // > TypeError: expected Number 2 new
// In loops, functions as values see fresh variables of the loop only.
out = []
for pair in [[1, "one"], [2, "two"]]
  [k, v] = pair
  push(out, f"{k}={v}")
print(out, k, v) // > [1=one, 2=two] 2 two
