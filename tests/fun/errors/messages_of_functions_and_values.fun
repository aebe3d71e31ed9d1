// section: 9.1 7.2
fun err(f)
  try
    f()
  catch e
    return to_string(e)
class C(x)
print(err(fn() => 1 + C(1))) // > TypeError: ADD expects both numbers, both strings, or both arrays, got int and instance
print(err(fn() => C + 1)) // > TypeError: ADD expects both numbers, both strings, or both arrays, got class and int
print(err(fn() => range(3) - 1)) // > TypeError: SUB expects numbers, got range and int
print(err(fn() => b"a" < 1)) // > TypeError: LT expects two numbers or two strings, got bytes and int
print(err(fn() => Error("x") + 1)) // > TypeError: ADD expects both numbers, both strings, or both arrays, got error and int
