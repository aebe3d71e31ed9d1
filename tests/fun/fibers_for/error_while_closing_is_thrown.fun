// section: 6.for-lazy
fun* g()
  try
    yield 1
  finally
    throw "closing"
try
  for x in g()
    break
catch e
  print(e) // > closing
