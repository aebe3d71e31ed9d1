// section: 12.signals
try
  fiber(fn() => 1, {mask: 65536})
catch e
  print(e.kind) // > ValueError
