// section: 6.assignment 6.destructuring
// All values are computed before any target changes, and none has changed if one throws.
fun swapped(a, b)
  a, b = b, a
  return [a, b]
print(swapped(1, 2)) // > [2, 1]
fun shifted(a, b, c)
  a, b, c = b + 1, c + 1, a + 1
  return [a, b, c]
print(shifted(10, 20, 30)) // > [21, 31, 11]
fun twice(a)
  a, a = a + 1, a + 10
  return a
print(twice(5)) // > 15
fun chained(x)
  a, b, c = x * x, x + x, -x
  d, e = a - b, c * a
  return [a, b, c, d, e]
print(chained(3)) // > [9, 6, -3, 3, -27]
fun indexed(a, i)
  i, x = i + 1, a[i]
  return [i, x]
print(indexed([7, 8, 9], 1)) // > [2, 8]
fun failing()
  a, b = 1, 2
  try
    a, b = 3, a - "x"
  catch
    nil
  return [a, b]
print(failing()) // > [1, 2]
fun called()
  a = 1
  read = fn() => a
  a, b = 2, read()
  return [a, b]
print(called()) // > [2, 1]
fun declared()
  number a = 1
  a, b = 5, a
  try
    a, b = "no", 7
  catch e
    print(e.kind) // > TypeError
  return [a, b]
print(declared()) // > [5, 1]
x, y = 1, 2
x, y = y, x + y
print(x, y) // > 2 3
