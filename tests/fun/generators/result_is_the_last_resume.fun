// section: 7.8
fun* g()
  yield 1
  return 2
f = g()
print(f.resume(), f.resume(), f.status()) // > 1 2 done
