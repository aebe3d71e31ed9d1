// section: 5.index 6.assignment
fun err(f)
  try
    f()
  catch e
    return e.kind + "|" + e
  return "no error"
a = [1, 2]
print(err(fn() => a[2])) // > IndexError|Runtime error: index out of range
print(err(fn() => a[-3])) // > IndexError|Runtime error: index out of range
print(err(fn() => [][0])) // > IndexError|Runtime error: index out of range
print(err(fn() => "ab"[2])) // > IndexError|Runtime error: index out of range
print(err(fn() => b"ab"[5])) // > IndexError|Runtime error: index out of range
print(err(fn() => range(3)[3])) // > IndexError|Runtime error: index out of range
fun past_the_end()
  a[2] = 3
print(err(past_the_end)) // > IndexError|Runtime error: index out of range
print(a) // > [1, 2]
