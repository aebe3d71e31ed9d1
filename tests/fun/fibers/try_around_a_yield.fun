// section: 12.fibers 9.3
fun f()
  try
    x = yield 1
    return 10 / x
  catch e
    return "caught " + e
g = fiber(f)
g.resume()
print(g.resume(0)) // > caught Runtime error: division by zero
