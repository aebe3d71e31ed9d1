// section: 12.signals
try
  emit("ask", 1)
catch e
  print(e) // > FiberError: unhandled signal 'ask'
