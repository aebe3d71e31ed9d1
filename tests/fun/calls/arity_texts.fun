// section: 7.2
fun none() => 0
fun one(a) => a
fun up_to(a = 1) => a
fun some(a, b = 1, c = 2) => a
fun many(a, ...rest) => a
fun any_(...rest) => 0
class Point(x)
  fun move(this, by = 1) => by
  fun at(this) => 0
p = Point(1)
calls = [fn() => none(1), fn() => one(), fn() => one(1, 2), fn() => up_to(1, 2), fn() => some(), fn() => some(1, 2, 3, 4), fn() => many(), fn() => p.move(1, 2), fn() => p.at(1), fn() => (fn(x) => x)(), fn() => len_of()]
len_of = len
for call in calls
  try
    call()
  catch e
    print(e)
// > ArityError: none() expects 0 arguments, got 1
// > ArityError: one() expects 1 argument, got 0
// > ArityError: one() expects 1 argument, got 2
// > ArityError: up_to() expects 0 to 1 arguments, got 2
// > ArityError: some() expects 1 to 3 arguments, got 0
// > ArityError: some() expects 1 to 3 arguments, got 4
// > ArityError: many() expects at least 1 argument, got 0
// > ArityError: Point.move() expects 0 to 1 arguments, got 2
// > ArityError: Point.at() expects 0 arguments, got 1
// > ArityError: <fn>() expects 1 argument, got 0
// > ArityError: len() expects 1 argument, got 0
