// section: 6.for-lazy 12.fibers
fun* g()
  try
    while true
      yield 1
  finally
    print("closed") // > closed
f = g()
for x in f
  break
print(f.status()) // > cancelled
