// section: 7.6 9.5
fun inner()
  print("inner")
  return "value"
fun f()
  defer print("deferred")
  return inner()
print(f())
// > inner
// > deferred
// > value
