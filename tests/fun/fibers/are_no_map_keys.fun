// section: 2.maps 12.fibers
try
  print({[fiber(fn() => 1)]: 1})
catch e
  print(e) // > TypeError: unhashable map key
