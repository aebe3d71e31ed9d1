// section: 9.5
log = []
fun thrown()
  defer push(log, "d1")
  error("x")
fun returned()
  defer push(log, "d2")
  return len(log)
fun fell_off()
  defer push(log, "d3")
fun conditional(c)
  if c
    defer push(log, "d4")
  return c
try
  thrown()
catch e
  push(log, e.message)
push(log, returned())
fell_off()
conditional(false)
conditional(true)
print(log) // > [d1, x, d2, 2, d3, d4]
