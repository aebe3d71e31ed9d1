// section: 9.3
fun a()
  b()
  print("never")
fun b()
  c()
  print("never")
fun c()
  error("deep")
try
  a()
catch err
  print(err.message) // > deep
print("after") // > after
