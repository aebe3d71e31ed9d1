// section: 12.fibers 9.3
fun f()
  try
    throw "x"
  catch e
    y = yield "in catch " + e
    return y + e
g = fiber(f)
print(g.resume(), g.resume("y")) // > in catch x yx
