// section: 12.fibers 9.5
fun f()
  defer yield "deferred"
  yield "body"
  return "result"
g = fiber(f)
print(g.resume(), g.resume(), g.resume()) // > body deferred result
