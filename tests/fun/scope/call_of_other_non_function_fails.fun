// section: 3.fallback
thing = 5
try
  thing(1)
catch err
  print(err) // > TypeError: CALL expects function, got int
