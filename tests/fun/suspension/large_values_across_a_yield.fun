// section: 12.suspension
fun run()
  a = to_array(range(3000))
  s = repeat("long text ", 100)
  x = yield len(a)
  return [len(a), len(s), a[2999], x]
f = fiber(run)
f.resume()
junk = []
for i in range(2000)
  push(junk, [i, f"garbage {i}"])
print(f.resume("x")) // > [3000, 1000, 2999, x]
