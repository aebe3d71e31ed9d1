// section: 10.match 10.patterns
// Many arms with constants behave as if they were tried in order.
fun name(v) => match v
  case 1 | 2 => "low"
  case 7 => "seven"
  case 3 => "three"
  case 100 => "hundred"
  case -5 => "minus"
  case 9223372036854775807 => "most"
  case 42 when false => "never"
  case 42 => "second"
  case 42 => "unreachable"
  case "a" | "bc" => "text"
  case "a long string that is not in the value" => "long"
  case true => "true"
  case b"x" => "bytes"
  case 8.5 => "float"
  case nil => "nil"
  case 99 | 98 => "late"
  case _ => "?"
print([1, 2, 3, 7, 100, -5, 42, 9223372036854775807, 99, 98, 5, 0].map(name)) // > [low, low, three, seven, hundred, minus, second, most, late, late, ?, ?]
print([1.0, 7.0, 42.0, 42.5, 8.5, nan(), 9223372036854775807.0, -5.0].map(name)) // > [low, seven, second, ?, float, ?, ?, minus]
print(["a", "bc", "b", "", "a long string" + " that is not in the value", true, false, nil, b"x", b"y", [], {}].map(name)) // > [text, text, ?, ?, long, true, ?, nil, bytes, ?, ?, ?]
fun eval(e) => match e
  case ["num", n] => n
  case ["add", a, b] => eval(a) + eval(b)
  case ["mul", a, 0] => 0
  case ["mul", a, b] => eval(a) * eval(b)
  case ["neg", a] => -eval(a)
  case ["if", c, a, b] when eval(c) => eval(a)
  case ["if", _, _, b] => eval(b)
  case ["sum", ...all] => sum(all.map(eval))
  case [1, x] => x
  case ["all", ...] | ["any"] => "either"
  case [other, ...] => f"unknown {other}"
  case [] => "empty"
  case n => n
print(eval(["add", ["num", 2], ["mul", ["num", 3], ["neg", 4]]])) // > -10
print(eval(["mul", 5, 0]), eval(["mul", 5]), eval(["if", 0, 1, 2]), eval(["if", 1, 1, 2]), eval(["sum", 1, ["num", 2]])) // > 0 unknown mul 2 1 3
print(eval([1, "one"]), eval([1.0, "one"]), eval(["all", 1]), eval(["any", 1]), eval(["any"]), eval([]), eval([nil])) // > one one either unknown any either empty unknown nil
fun message(m)
  match m
    case {type: "hello", name} => return "hello " + name
    case {type: "add", a: a, b: b} => return a + b
    case {type: "add", a: a} => return a
    case {id: ^limit, type: "bye"} => return "bye to the limit"
    case {type: "bye", ...others} => return others
    case {type: 3, x: [first, ...]} => return first
    case {type: nil, x} => return f"nil type {x}"
    case {x} => return x
    case {} => return "map"
    case _ => return "none"
limit = 10
print(message({type: "hello", name: "Bo"}), message({type: "add", a: 1, b: 2}), message({type: "add", a: 1})) // > hello Bo 3 1
print(message({type: "bye", id: 10}), message({type: "bye", id: 11}), message({type: 3, x: [4, 5]}), message({type: 3, x: []})) // > bye to the limit {"id": 11} 4 []
print(message({type: nil, x: 1}), message({x: 2}), message({type: "hello"}), message({}), message(1), message([])) // > nil type 1 2 map map none none
fun one_key(m) => match m
  case {k: 1, k: Number()} => "twice"
  case {k: 2} => "two"
  case {k: 3} => "three"
  case {k: 4} => "four"
  case {k: 5} => "five"
  case _ => "none"
print([1, 2, 3, 4, 5, 6].map(fn(n) => one_key({k: n}))) // > [twice, two, three, four, five, none]
