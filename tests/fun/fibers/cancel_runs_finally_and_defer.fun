// section: 12.fibers 9.4 9.5
fun f()
  defer print("defer")
  try
    yield 1
    print("never")
  finally
    print("finally")
g = fiber(f)
g.resume()
g.cancel() // > finally
// > defer
print(g.status()) // > cancelled
