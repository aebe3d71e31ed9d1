// section: 3.builtins
fun abs(x)
  return "mine"
print(abs(-1)) // > mine
fun f(len)
  return len
print(f(5)) // > 5
fun g()
  upper = "text"
  return upper
print(g(), upper("a")) // > text A
max = 10
print(max) // > 10
