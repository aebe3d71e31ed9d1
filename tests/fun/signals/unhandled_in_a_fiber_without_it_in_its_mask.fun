// section: 12.signals
fun f()
  try
    return emit("ask", 1)
  catch e
    return e.message
print(fiber(f).resume()) // > unhandled signal 'ask'
