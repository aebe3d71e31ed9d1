// section: 4.governs 4.parameters
fun f(uint8 n)
  g = fn(v)
    n = v
  g(300)
  return n
print(f(1)) // > 44
