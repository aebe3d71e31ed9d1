// section: 10.patterns
wanted = 3
fun check(v, other)
  match v
    case ^wanted => print("global")
    case ^other => print("parameter")
    case ^(wanted + other) => print("sum")
    case [x, ^other] => print(f"inside {x}")
    case [wanted, ^wanted] => print(f"pins mean what is outside: {wanted}")
    case x => print(f"not {x}")
check(3, 5) // > global
check(3.0, 5) // > global
check(5, 5) // > parameter
check(8, 5) // > sum
check([1, 5], 5) // > inside 1
check([9, 3], 5) // > pins mean what is outside: 9
check("3", 5) // > not 3
// Equality of pins is structural.
key = [1, {a: 2}]
match [1, {a: 2}]
  case ^key => print("same") // > same
