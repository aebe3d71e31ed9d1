// section: 1.blocks
// A deeper line without a header belongs to the current block, silently.
x = 1
    y = 2
    z = 3
print(x + y + z) // > 6
fun f()
  a = 1
      b = 2
  return a + b
print(f()) // > 3
