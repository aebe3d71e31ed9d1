// section: 7.2
fun err(f)
  try
    f()
  catch e
    return e.kind
  return "no error"
f = len
args = []
print(err(fn() => f())) // > ArityError
print(err(fn() => f(1, 2))) // > ArityError
print(err(fn() => len(...args))) // > ArityError
print(err(fn() => "s".len(1))) // > ArityError
