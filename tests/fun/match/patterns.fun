// section: 10.patterns
class Point(x, y)
  fun toString(this) => f"({this.x}, {this.y})"
class Point3(x, y, z) extends Point(x, y)
fun f(v)
  return match v
    case 0 | 1 => "small"
    case -5 => "minus five"
    case "a".."f" => "letter " + v
    case 10..20 => "teen"
    case 20..=30 => "twenty"
    case nil => "nil"
    case true => "yes"
    case b"xy" => "bytes"
    case Point(0, y: yy) => f"on axis {yy}"
    case Point3(x, y, z) => f"3d {x} {y} {z}"
    case Point() as p => f"point {p}"
    case [] => "empty"
    case [x] => f"one {x}"
    case ["add", a, b] => a + b
    case [first, ...rest, last] when first == last => f"{first} {rest} {last}"
    case [_, ...] => "array"
    case {"type": "pt", "x": x, ...r} => f"pt {x} {r}"
    case {name, age: 0..18} => f"minor {name}"
    case {name: String(n)} => f"named {n}"
    case {1: a, true: b, nil: c} => f"keys {a} {b} {c}"
    case {} => "map"
    case Number() | Float() => "number"
    case Function(g) => g(1)
    case Error(kind: k, message: m) => f"{k}: {m}"
    case String(s) => s + "!"
    case Boolean() => "boolean"
    case Bytes() => "other bytes"
print(f(0), f(1), f(1.0)) // > small small small
print(f(-5), f(-5.0)) // > minus five minus five
print(f("b"), f("a"), f("f"), f("bb"), f("")) // > letter b letter a f! bb! !
print(f(10), f(19.5), f(20), f(30), f(31), f(30.5)) // > teen teen twenty twenty number number
print(f(nil), f(true), f(false)) // > nil yes boolean
print(f(b"xy"), f(b"x")) // > bytes other bytes
print(f(Point(0, 3)), f(Point3(1, 2, 3)), f(Point3(0, 2, 3)), f(Point(4, 5))) // > on axis 3 3d 1 2 3 on axis 2 point (4, 5)
print(f([]), f([9]), f(["add", 1, 2])) // > empty one 9 3
print(f([1, 2, 3, 1]), f([1, 1]), f([1, 2])) // > 1 [2, 3] 1 1 [] 1 array
print(f({type: "pt", x: nil, y: 2})) // > pt nil {"y": 2}
print(f({name: "Bo", age: 5}), f({name: "Al", age: 50}), f({name: 3})) // > minor Bo named Al map
print(f({1: "a", true: "b", [nil]: "c"}), f({1: "a"})) // > keys a b c map
print(f(fn(x) => x + 1), f(Error("m", "K"))) // > 2 K: m
// Booleans never equal numbers, strings never equal bytes, one kind never another.
r = match true
  case 1 => "one"
  case _ => "other"
print(r) // > other
r = match "xy"
  case b"xy" => "bytes"
  case _ => "other"
print(r) // > other
r = match 0.0
  case false | nil | "" => "empty"
  case 0 => "zero"
print(r) // > zero
