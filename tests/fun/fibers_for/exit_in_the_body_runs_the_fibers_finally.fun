// section: 6.for-lazy 6.exit
fun* g()
  try
    yield 1
  finally
    print("closed") // > closed
for x in g()
  exit 3
// exit: 3
