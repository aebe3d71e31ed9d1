// section: 3.binding 3.builtins
fun f(f, len, print)
  return [f, len, print]
print(f(1, 2, 3)) // > [1, 2, 3]
