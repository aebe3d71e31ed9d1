// section: 12.fibers
try
  fiber(fn() => 1, {masks: ["yield"]})
catch e
  print(e.kind, "masks" in e.message) // > ValueError true
