// section: 4.parameters
fun f(x) -> string
  return x
print(f("a")) // > a
try
  f(1)
catch err
  print(err) // > TypeError: f() must return String
fun g(x) -> uint8
  return x
print(g(300)) // > 44
fun h() -> number
  x = 1
try
  h()
catch err
  print(err) // > TypeError: h() must return Number
fun k(x) -> float => x
print(k(1), kind(k(1))) // > 1 Float
fun m() -> number?
  return
print(m()) // > nil
