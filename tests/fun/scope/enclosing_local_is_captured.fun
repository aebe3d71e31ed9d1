// section: 3.binding 7.5
fun outer()
  n = 1
  fun bump()
    n = n + 1
    return n
  bump()
  bump()
  return n
print(outer()) // > 3
