// section: 9.1
fun inner(n)
  x = 1 / n
  return x
class C()
  fun m(this)
    r = inner(0)
    return r
fun outer()
  f = fn()
    r = C().m()
    return r
  r = f()
  return r
try
  outer()
catch err
  for t in err.trace
    print(t["function"], t.file, t.line)
// > inner trace.fun 3
// > C.m trace.fun 7
// > <fn> trace.fun 11
// > outer trace.fun 13
// > trace.fun trace.fun 16
