// section: 9.5
fun f()
  defer print("one")
  defer print("two")
  print("body")
  return "result"
print(f())
// > body
// > two
// > one
// > result
