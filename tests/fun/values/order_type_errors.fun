// section: 2.order
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
print(err(fn() => 1.5 < nil)) // > TypeError: LT expects two numbers or two strings, got float and nil
print(err(fn() => 1 <= "a")) // > TypeError: LTE expects two numbers or two strings, got int and string
print(err(fn() => [] > {})) // > TypeError: GT expects two numbers or two strings, got array and map
print(err(fn() => true >= false)) // > TypeError: GTE expects two numbers or two strings, got boolean and boolean
print(err(fn() => "a" < b"a")) // > TypeError: LT expects two numbers or two strings, got string and bytes
print(err(fn() => len < len)) // > TypeError: LT expects two numbers or two strings, got function and function
print(err(fn() => [1, "a"] < [1, 2])) // > TypeError: LT expects two numbers or two strings, got string and int
print(err(fn() => [1, "a"] < [2, 2])) // > no error
print(err(fn() => range(2) < range(3))) // > TypeError: LT expects two numbers or two strings, got range and range
