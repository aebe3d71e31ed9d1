// section: 12.fibers 9.4
fun f()
  try
    yield 1
  finally
    print("finally") // > finally
g = fiber(f)
g.resume()
try
  g.throw("it")
catch e
  print(e) // > it
