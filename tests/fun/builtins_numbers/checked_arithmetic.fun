// section: 16.5
big = 9223372036854775807
print(checked_add(1, 2), checked_sub(1, 2), checked_mul(3, 4), checked_pow(2, 10)) // > 3 -1 12 1024
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
print(err(fn() => checked_add(big, 1))) // > OverflowError: integer overflow in checked_add
print(err(fn() => checked_sub(-big, 2))) // > OverflowError: integer overflow in checked_sub
print(err(fn() => checked_mul(big, 2))) // > OverflowError: integer overflow in checked_mul
print(err(fn() => checked_pow(2, 63))) // > OverflowError: integer overflow in checked_pow
