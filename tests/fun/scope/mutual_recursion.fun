// section: 3.redefine
fun even(n)
  return n == 0 ? true : odd(n - 1)
fun odd(n)
  return n == 0 ? false : even(n - 1)
print(even(10), odd(7), even(3)) // > true true false
