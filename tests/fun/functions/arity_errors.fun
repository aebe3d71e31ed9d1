// section: 7.2
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
fun two(a, b) => 1
fun one(a) => 1
fun none() => 1
fun some(a, b = 1, c = 2) => 1
fun least(a, ...r) => 1
fun least2(a, b, ...r) => 1
class C(n)
  fun move(this, a) => 1
print(err(fn() => two(1))) // > ArityError: two() expects 2 arguments, got 1
print(err(fn() => two(1, 2, 3))) // > ArityError: two() expects 2 arguments, got 3
print(err(fn() => one())) // > ArityError: one() expects 1 argument, got 0
print(err(fn() => none(1))) // > ArityError: none() expects 0 arguments, got 1
print(err(fn() => some())) // > ArityError: some() expects 1 to 3 arguments, got 0
print(err(fn() => some(1, 2, 3, 4))) // > ArityError: some() expects 1 to 3 arguments, got 4
print(err(fn() => least())) // > ArityError: least() expects at least 1 argument, got 0
print(err(fn() => least2(1))) // > ArityError: least2() expects at least 2 arguments, got 1
print(err(fn() => C(1).move())) // > ArityError: C.move() expects 1 argument, got 0
print(err(fn() => C(1).move(1, 2))) // > ArityError: C.move() expects 1 argument, got 2
g = fn(x) => x
print(err(fn() => g())) // > ArityError: <fn>() expects 1 argument, got 0
