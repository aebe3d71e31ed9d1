// section: 12.fibers 7.5
n = 0
fun step()
  while true
    n += 1
    yield
f = fiber(step)
g = fiber(step)
f.resume()
g.resume()
f.resume()
print(n) // > 3
