// section: 1.contextual
for v in [1, 2, 3]
  if v == 2 print v // > 2
fun f(x)
  if x throw "thrown"
  if true var y = 5
  return y
print(f(0)) // > 5
try
  f(1)
catch err
  print(err) // > thrown
