// section: 7.8 12.fibers
fun* g()
  print("begun")
  yield 1
f = g()
print(f.status())
f.resume()
// stdout:
// | new
// | begun
