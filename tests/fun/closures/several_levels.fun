// section: 7.5
fun a()
  x = 1
  fun b()
    y = 10
    fun c()
      x += 1
      y += 1
      return [x, y]
    return c
  return [b, fn() => x]
r = a()
c1 = r[0]()
c2 = r[0]()
print(c1(), c1(), c2(), r[1]()) // > [2, 11] [3, 12] [4, 11] 4
