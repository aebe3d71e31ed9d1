// section: 6.for-lazy 12.fibers
fun* g()
  try
    yield 1
  finally
    print("closed") // > closed
f = g()
try
  for x in f
    throw "no"
catch e
  print(e, f.status()) // > no cancelled
