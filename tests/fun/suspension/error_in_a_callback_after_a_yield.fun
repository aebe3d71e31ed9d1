// section: 12.suspension
fun run()
  try
    return map([1, 0], fn(x) => 1 / (yield x))
  catch e
    return e.message
f = fiber(run)
f.resume()
f.resume(1)
print(f.resume(0)) // > division by zero
