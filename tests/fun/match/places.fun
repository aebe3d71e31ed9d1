// section: 10.match 5.literals
// A match may be the right side of a field, with statements in its arms.
total = 0
class Box(k)
  kind_ = match k
    case Number()
      t = "num"
      t + "ber"
    case String(s) => "string " + s
    case _ => "other"
  fs = match k
    case n => [fn() => n, fn() => this.k]
  fun _construct(this, k)
    this.extra = match k
      case 1
        total += 1
        "one"
      case _ => nil
print(Box(1), Box("s").kind_, Box(nil).kind_, total) // > Box {"k": 1, "kind_": number, "fs": [<fn>, <fn>], "extra": one} string s other 1
print(Box(7).fs.map(fn(f) => f())) // > [7, 7]
// In cleanup code, handlers and deferred blocks.
fun f(v)
  defer
    match v
      case 1 => print("deferred one")
      case _ => print("deferred other")
  try
    match v
      case 2 => error("two")
      case _ => return match v
        case 1 => "returned one"
        case _ => "returned other"
  catch e
    return match e.message
      case "two"
        "caught two"
      case _ => "caught other"
  finally
    match v
      case 1 | 2 => print("finally", v)
      case _ => nil
print(f(1), f(2), f(3))
// > finally 1
// > deferred one
// > finally 2
// > deferred other
// > deferred other
// > returned one caught two returned other
// As the body of an arrow function with defaults, of a method, of a nested function.
class Shape(sides)
  fun name(this) => match this.sides
    case 3 => "triangle"
    case n => this.other(n)
  fun other(this, n) => f"{n}-gon"
print(Shape(3).name(), Shape(8).name()) // > triangle 8-gon
fun outer(list)
  found = []
  fun visit(x, deep = 0) => match x
    case [head, ...tail]
      visit(head, deep + 1)
      visit(tail, deep)
    case [] => nil
    case leaf => push(found, f"{leaf}@{deep}")
  visit(list)
  return found
print(outer([1, [2, [3]], 4])) // > [1@1, 2@2, 3@3, 4@1]
// With a declared result the value is checked and converted.
fun typed(v) -> number => match v
  case "float" => 2.0
  case "bad" => "text"
print(typed("float")) // > 2
try
  typed("bad")
catch e
  print(e) // > TypeError: typed() must return Number
// A loop variable's fresh copy is seen by functions in arms.
out = []
for i in range(3)
  push(out, match_one(i))
fun match_one(i) => match i
  case 1 => fn() => "one"
  case n => fn() => n * 10
print(out.map(fn(g) => g())) // > [0, one, 20]
