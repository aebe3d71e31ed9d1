// section: 5.divide
print(7 % 3, -7 % 3, 7 % -3, -7 % -3) // > 1 -1 1 -1
print(7.5 % 2, -7.5 % 2, 7 % 2.5) // > 1.5 -1.5 2
fun err(f)
  try
    f()
  catch e
    return e.kind + "|" + e
  return "no error"
print(err(fn() => 1 % 0)) // > DivisionByZero|Runtime error: modulo by zero
print(err(fn() => 1 % 0.0)) // > DivisionByZero|Runtime error: modulo by zero
print(err(fn() => "a" % 2)) // > TypeError|TypeError: MOD expects numbers, got string and int
