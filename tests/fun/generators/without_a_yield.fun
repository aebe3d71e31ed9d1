// section: 7.8
fun* g()
  return 5
f = g()
print(f.status(), f.resume()) // > new 5
