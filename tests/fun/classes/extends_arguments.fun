// section: 8.inheritance 5.calls
class Base(a, b = 2, ...rest)
  fun show(this) => f"{this.a} {this.b} {this.rest}"
args = [7, 8, 9]
class Spread(n) extends Base(n, ...args)
class Named(n) extends Base(b: n, a: 1)
class Gap(n) extends Base(a: n)
class Mixed(n) extends Base(...[n], b: n + 1)
print(Spread(1).show()) // > 1 7 [8, 9]
print(Named(5).show()) // > 1 5 []
print(Gap(5).show()) // > 5 2 []
print(Mixed(5).show()) // > 5 6 []
// Also where the parent is known only when the class statement runs.
fun make(parent)
  class Child(x) extends parent(...[x], b: "b")
  return Child
print(make(Base)(3).show()) // > 3 b []
class Pair(left, right)
print(make_pair(Pair)) // > TypeError: Pair() has no parameter 'b'
fun make_pair(parent)
  try
    return make(parent)(1)
  catch e
    return e
class Missing extends Base(b: 1)
try
  Missing()
catch e
  print(e) // > ArityError: missing argument 'a' in Base()
class Twice extends Base(1, a: 2)
try
  Twice()
catch e
  print(e) // > TypeError: Base() got 'a' twice
// Errors take names too.
class Bad(code) extends Error(data: code, message: f"bad {code}")
e = Bad(4)
print(e, e.kind, e.message, e.data) // > Bad: bad 4 Bad bad 4 4
e = Error(kind: "K")
print(e, e.kind, e.message == "", e.data) // > K:  K true nil
e = Error("m", data: [1])
print(e, e.kind, e.data) // > Error: m Error [1]
try
  Error(text: "x")
catch err
  print(err) // > TypeError: Error() has no parameter 'text'
try
  Error("m", message: "x")
catch err
  print(err) // > TypeError: Error() got 'message' twice
// Instances that can be called.
class Adder(n)
  fun _call(this, a, b = 10) => this.n + a + b
add = Adder(1)
print(add(b: 2, a: 3), add(...[4]), add(a: 1)) // > 6 15 12
