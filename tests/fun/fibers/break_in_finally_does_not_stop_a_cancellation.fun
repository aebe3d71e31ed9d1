// section: 12.fibers 9.4
fun f()
  while true
    try
      yield 1
    finally
      break
  print("never")
g = fiber(f)
g.resume()
g.cancel()
print(g.status()) // > cancelled
