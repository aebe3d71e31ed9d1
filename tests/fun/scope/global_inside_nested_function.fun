// section: 3.global
fun outer()
  n = 1
  fun inner()
    global n
    n = 2
  inner()
  return n
print(outer()) // > 1
n = n
print(n) // > 2
