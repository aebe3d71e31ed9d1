class A(k)
  fun step(this, x)
    return x + this.k

class B(k)
  fun step(this, x)
    return x + this.k * 2

class C(k)
  fun step(this, x)
    return x - this.k

fun main()
  objects = [A(5), B(7), C(3), A(11)]
  acc = 0
  for i in range(0, 30000000)
    acc = objects[i % 4].step(acc)
    if acc >= 1000003
      acc = acc - 1000003
  return acc

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
