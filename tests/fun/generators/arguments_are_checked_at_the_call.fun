// section: 7.8 7.2
fun* g(a, b)
  yield a
try
  g(1)
catch e
  print(e) // > ArityError: g() expects 2 arguments, got 1
