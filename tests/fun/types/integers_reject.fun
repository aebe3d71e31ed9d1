// section: 4.failure 4.integers
number n = 7
fun tell(f)
  try
    f()
  catch err
    print(err)
fun store(v)
  n = v
tell(fn() => store("x")) // > TypeError: expected Number
tell(fn() => store(1.5)) // > TypeError: expected Number
tell(fn() => store(nil)) // > TypeError: expected Number
tell(fn() => store(1e300)) // > TypeError: expected Number
tell(fn() => store(nan())) // > TypeError: expected Number
tell(fn() => store([1])) // > TypeError: expected Number
print(n) // > 7
store(8)
print(n) // > 8
uint8 u = 1
try
  u = "big"
catch err
  print(err.kind, err.message, u) // > TypeError expected Number 1
