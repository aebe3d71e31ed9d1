// section: 2.print
fun named(a)
  return a
class Box(v)
  fun get(this) => this.v
fun outer()
  fun inner()
    return 1
  return inner
print(named, len, print) // > <function named> <function len> <function print>
print(Box) // > <class Box>
print(Box(1).get) // > <function Box.get>
f = fn(x) => x
print(f, outer()) // > <fn> <function inner>
