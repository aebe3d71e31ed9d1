// section: 7.5
fun counter()
  n = 0
  fun inc()
    n += 1
    return n
  return inc
a = counter()
b = counter()
print(a(), a(), b(), a()) // > 1 2 1 3
