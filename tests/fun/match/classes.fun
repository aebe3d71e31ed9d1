// section: 10.patterns
class Shape(name)
class Circle(r) extends Shape("circle")
class Rect(w, h) extends Shape("rect")
  area = w * h
  fun size(this) => this.area
fun area(s)
  match s
    case Circle(r) => return 3 * r * r
    case Rect(area: a) => return a
    case Shape(name: n) => return n
print(area(Circle(2)), area(Rect(2, 5)), area(Shape("none"))) // > 12 10 none
// A position is a parameter of the named class's header, also for a subclass.
match Rect(1, 2)
  case Shape(n) => print(n) // > rect
// More positions than the header has never match; a name that is no field does not either.
match Circle(1)
  case Circle(a, b) => print("two")
  case Circle(radius: r) => print("radius")
  case Circle(r: r, name: n) => print(r, n) // > 1 circle
match Rect(3, 4)
  case Rect(size: s) => print("a method is no field")
  case Rect(w, h: h) => print(w, h) // > 3 4
// Fields added later, and fields that are nil.
c = Circle(5)
c.colour = nil
match c
  case Circle(colour: x) => print("colour", x) // > colour nil
// A class that is not known before it runs.
fun make(k)
  class Local(a, b = 2)
  match k
    case Local(x, y) => return "impossible"
    case _ => nil
  v = Local(k)
  return match v
    case Local(x, y, z) => "three"
    case Local(x, y) => f"{x} {y}"
print(make(7)) // > 7 2
// Errors have five fields more than their own.
class Bad(code) extends Error("bad " + str(code))
match Bad(4)
  case Error("other") => print("no")
  case Bad(code: c, kind: k, message: m, cause: nil) => print(c, k, m) // > 4 Bad bad 4
match Error("text", "Kind", [1])
  case Error(m, k, [d]) => print(m, k, d) // > text Kind 1
// A name bound to a class binds when written without parentheses.
match 1
  case Circle => print(Circle) // > 1
print(Circle) // > <class Circle>
notclass = 5
try
  match 1
    case notclass() => print("no")
catch e
  print(e) // > TypeError: 'notclass' is not a class
