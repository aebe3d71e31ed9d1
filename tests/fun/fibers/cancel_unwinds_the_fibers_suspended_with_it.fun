// section: 12.fibers 12.signals
fun innermost()
  try
    emit("stop", nil)
  finally
    print("innermost") // > innermost
fun middle()
  try
    fiber(innermost).resume()
  finally
    print("middle") // > middle
f = fiber(middle, {mask: ["stop"]})
f.resume()
f.cancel()
print(f.status()) // > cancelled
