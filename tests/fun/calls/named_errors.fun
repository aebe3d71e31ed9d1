// section: 5.calls
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
fun f(a, b = 2) => [a, b]
fun r(a, ...rest) => rest
print(err(fn() => f(1, z: 2))) // > TypeError: f() has no parameter 'z'
print(err(fn() => f(1, a: 2))) // > TypeError: f() got 'a' twice
print(err(fn() => f(a: 1, a: 2))) // > TypeError: f() got 'a' twice
print(err(fn() => f(b: 2))) // > ArityError: f() is missing argument 'a'
print(err(fn() => r(1, rest: 2))) // > TypeError: r() has no parameter 'rest'
