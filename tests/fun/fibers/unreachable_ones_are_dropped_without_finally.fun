// section: 12.fibers
fun f()
  try
    yield 1
  finally
    print("never")
for i in range(1000)
  fiber(f).resume()
print("end") // > end
