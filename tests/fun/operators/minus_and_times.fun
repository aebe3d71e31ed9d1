// section: 5.minus
print(5 - 7, 5 - 0.5, 2.5 * 2, 3 * -4) // > -2 4.5 5 -12
print(0 * -1.0, kind(2.0 * 3)) // > -0 Float
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
print(err(fn() => "a" - "b")) // > TypeError: SUB expects numbers, got string and string
print(err(fn() => "a" * 3)) // > TypeError: MUL expects numbers, got string and int
print(err(fn() => true * 2)) // > TypeError: MUL expects numbers, got boolean and int
print(err(fn() => [1] - [1])) // > TypeError: SUB expects numbers, got array and array
print(err(fn() => 1 - nil)) // > TypeError: SUB expects numbers, got int and nil
