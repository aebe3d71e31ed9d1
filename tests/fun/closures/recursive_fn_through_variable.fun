// section: 7.5
fun make()
  fact = nil
  fact = fn(n) => n < 2 ? 1 : n * fact(n - 1)
  return fact
print(make()(5)) // > 120
