// section: 7.6 4.parameters
fun inner() => 5
fun f() -> string
  return inner()
fun g() -> uint8
  return inner() + 300
try
  f()
catch err
  print(err) // > TypeError: f() must return String
print(g()) // > 49
