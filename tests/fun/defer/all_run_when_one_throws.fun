// section: 9.5
log = []
fun f()
  defer push(log, "first")
  defer error("e1")
  defer push(log, "middle")
  defer error("e2")
  push(log, "body")
try
  f()
catch err
  print(log) // > [body, middle, first]
  print(err.message, err.cause.message) // > e1 e2
