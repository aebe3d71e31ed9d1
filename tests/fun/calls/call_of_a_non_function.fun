// section: 5.method-errors
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
x = 5
s = "s"
print(err(fn() => x())) // > TypeError: CALL expects function, got int
print(err(fn() => s(1))) // > TypeError: CALL expects function, got string
print(err(fn() => nil())) // > TypeError: CALL expects function, got nil
print(err(fn() => [1]())) // > TypeError: CALL expects function, got array
print(err(fn() => {a: 1}["a"]())) // > TypeError: CALL expects function, got int
