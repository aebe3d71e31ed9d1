// section: 12.suspension
a = [3, 1, 2]
fun run()
  try
    sort(a, fn(x, y) => yield x)
  catch e
    return e
f = fiber(run)
f.resume()
print(f.throw("stop"), a) // > stop [3, 1, 2]
