// section: 5.bitwise
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
print(err(fn() => 1 & 1.5)) // > TypeError: BAND expects numbers, got int and float
print(err(fn() => "a" | 1)) // > TypeError: BOR expects numbers, got string and int
print(err(fn() => 1 ^ nil)) // > TypeError: BXOR expects numbers, got int and nil
