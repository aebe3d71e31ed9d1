// section: 10.match
calls = 0
fun subject()
  calls += 1
  return [calls, "a"]
match subject()
  case [1, "b"] => print("no")
  case [n, s] when n > 5 => print("no")
  case [n, s] when s == "a" && n == 1 => print("guarded", n, s) // > guarded 1 a
print(calls) // > 1
// An error in a guard counts as false, and no error is left behind.
match 3
  case n when n.missing() => print("no")
  case n when 1 / 0 => print("no")
  case n => print("went on", n) // > went on 3
// An error in a body is not the guard's.
try
  match 3
    case n when n == 3 => print(1 / 0)
    case _ => print("no")
catch e
  print(e) // > Runtime error: division by zero
fun f(v)
  try
    match v
      case 1 when true => return "one"
      case _ when v.x => return "no"
      case _ => return "rest"
  finally
    print("finally")
print(f(1), f(2))
// > finally
// > finally
// > one rest
