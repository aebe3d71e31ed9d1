// section: 8.construct
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
class P(number x, y)
class Q()
class R
print(err(fn() => P(1))) // > ArityError: missing argument 'y' in P()
print(err(fn() => P())) // > ArityError: missing argument 'x' in P()
print(err(fn() => P(1, 2, 3))) // > ArityError: P() received too many arguments
print(err(fn() => P("s", 2))) // > TypeError: P() expects Number for 'x'
print(err(fn() => Q(1))) // > ArityError: Q() received too many arguments
print(err(fn() => R(1))) // > ArityError: R() received too many arguments
print(R(), P(1, 2)) // > R {} P {"x": 1, "y": 2}
