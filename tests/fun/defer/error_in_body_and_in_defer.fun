// section: 9.5
fun f()
  defer error("from defer")
  error("from body")
try
  f()
catch err
  print(err.message, err.cause.message) // > from defer from body
