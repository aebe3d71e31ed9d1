// section: 16.2
fun err(f)
  try
    f()
  catch e
    return e.message
print(err(fn() => map([1], fn(x) => error("in map")))) // > in map
print(err(fn() => filter([1], fn(x) => error("in filter")))) // > in filter
print(err(fn() => reduce([1], 0, fn(a, v) => error("in reduce")))) // > in reduce
print(err(fn() => map([1], fn(x, y) => x))) // > <fn>() expects 2 arguments, got 1
