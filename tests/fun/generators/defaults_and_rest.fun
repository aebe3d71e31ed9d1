// section: 7.8 7.1
fun* g(a, b = a + 1, ...rest)
  yield a
  yield b
  for r in rest
    yield r
print(to_array(g(1)), to_array(g(1, 5, 6, 7))) // > [1, 2] [1, 5, 6, 7]
