// section: 12.signals
fun f()
  try
    return emit("ask", 1)
  catch e
    return e.message
g = fiber(f, {mask: ["ask"]})
g.resume()
print(g.proceed()) // > unhandled signal 'ask'
