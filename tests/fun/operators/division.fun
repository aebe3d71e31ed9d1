// section: 5.divide
print(7 / 2, -7 / 2, 7 / -2, -7 / -2) // > 3 -3 -3 3
print(7 / 2.0, 7.0 / 2, 1.0 / 4) // > 3.5 3.5 0.25
print(6 / 3, kind(6 / 3), kind(6.0 / 3)) // > 2 Number Float
m = -9223372036854775808
print(m / -1, m % -1, abs(m)) // > -9223372036854775808 0 -9223372036854775808
fun err(f)
  try
    f()
  catch e
    return e.kind + "|" + e
  return "no error"
print(err(fn() => 1 / 0)) // > DivisionByZero|Runtime error: division by zero
print(err(fn() => 1.5 / 0)) // > DivisionByZero|Runtime error: division by zero
print(err(fn() => 1 / 0.0)) // > DivisionByZero|Runtime error: division by zero
print(err(fn() => 1 / -0.0)) // > DivisionByZero|Runtime error: division by zero
print(err(fn() => "a" / 2)) // > TypeError|TypeError: DIV expects numbers, got string and int
