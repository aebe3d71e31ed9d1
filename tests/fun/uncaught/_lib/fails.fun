// A library file whose function divides by its argument.
fun fail_here(n)
  x = 1 / n
  return x
