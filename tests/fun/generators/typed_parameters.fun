// section: 7.8 4.parameters
fun* g(uint8 n)
  n += 250
  yield n
print(g(10).resume()) // > 4
try
  g("x")
catch e
  print(e) // > TypeError: g() expects Number for 'n'
