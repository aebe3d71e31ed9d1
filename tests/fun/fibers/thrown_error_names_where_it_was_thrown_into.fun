// section: 12.fibers
fun f()
  yield 1
g = fiber(f)
g.resume()
try
  g.throw(Error("boom"))
catch e
  print(e, e.trace[0]["function"], e.trace[0]["line"]) // > Error: boom f 3
