// section: 12.signals
try
  yield 1
catch e
  print(e) // > FiberError: yield outside a fiber
