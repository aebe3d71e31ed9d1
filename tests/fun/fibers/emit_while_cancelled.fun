// section: 12.fibers
fun f()
  try
    yield 1
  finally
    try
      emit("ask", 2)
    catch e
      print(e.kind) // > FiberError
g = fiber(f, {mask: ["yield", "ask"]})
g.resume()
g.cancel()
print(g.status()) // > cancelled
