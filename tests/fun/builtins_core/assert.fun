// section: 16.1
print(assert(true), assert(1, "unused")) // > nil nil
fun err(f)
  try
    f()
  catch e
    return to_string(e)
print(err(fn() => assert(false))) // > AssertError: assertion failed
print(err(fn() => assert(0, "zero"))) // > AssertError: assertion failed: zero
