// section: 12.fibers
fun f()
  try
    yield 1
  catch e
    x = yield "again " + e
    return x
g = fiber(f)
g.resume()
print(g.throw("it"), g.resume("end")) // > again it end
