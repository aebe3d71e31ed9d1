// section: 12.fibers
fun f()
  try
    yield 1
  catch e
    return "caught " + e
g = fiber(f)
g.resume()
print(g.throw("it")) // > caught it
print(g.status()) // > done
