// section: 12.fibers
fun hold(n)
  yield n
  return n + 1
fs = []
for i in range(300)
  f = fiber(hold)
  f.resume(i)
  push(fs, f)
total = 0
for f in fs
  total += f.resume()
print(total) // > 45150
