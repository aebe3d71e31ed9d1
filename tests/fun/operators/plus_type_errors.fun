// section: 5.plus
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
print(err(fn() => "a" + 1)) // > TypeError: ADD expects both numbers, both strings, or both arrays, got string and int
print(err(fn() => 1 + "a")) // > TypeError: ADD expects both numbers, both strings, or both arrays, got int and string
print(err(fn() => nil + nil)) // > TypeError: ADD expects both numbers, both strings, or both arrays, got nil and nil
print(err(fn() => [1] + 1)) // > TypeError: ADD expects both numbers, both strings, or both arrays, got array and int
print(err(fn() => "a" + b"b")) // > TypeError: ADD expects both numbers, both strings, or both arrays, got string and bytes
print(err(fn() => {} + {})) // > TypeError: ADD expects both numbers, both strings, or both arrays, got map and map
print(err(fn() => (1 < 2) + 1)) // > TypeError: ADD expects both numbers, both strings, or both arrays, got boolean and int
print(err(fn() => len + 1.5)) // > TypeError: ADD expects both numbers, both strings, or both arrays, got function and float
