// section: 3.binding
fun outer()
  fun bump()
    n = 10
    return n
  n = 1
  bump()
  return n
print(outer()) // > 1
