// section: 3.constants
try
  f()
catch err
  print(err) // > TypeError: CALL expects function, got nil
if true
  fun f() => 1
print(f()) // > 1
