// section: 12.suspension
fun run()
  try
    sort([2, 1], fn(a, b) => yield 0)
  finally
    print("finally") // > finally
f = fiber(run)
f.resume()
f.cancel()
print(f.status()) // > cancelled
