// section: 7.8 12.fibers
fun* g(a)
  x = yield a
  return x
f = fiber(g)
print(f.resume("arg"), f.resume("end"), f.status()) // > arg end done
