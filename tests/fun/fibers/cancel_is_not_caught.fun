// section: 12.fibers 9.9
fun f()
  try
    yield 1
  catch e
    print("never")
  return 2
g = fiber(f)
g.resume()
print(g.cancel("why"), g.status()) // > nil cancelled
