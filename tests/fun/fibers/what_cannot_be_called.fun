// section: 12.fibers
try
  fiber(5)
catch e
  print(e.kind) // > TypeError
