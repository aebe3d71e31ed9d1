// section: 6.for-lazy 12.signals
fun f()
  yield 1
  throw "end"
for x in fiber(f, {mask: ["yield", "error"]})
  print(is_signal(x) ? [x.name, x.value] : x)
// > 1
// > [error, end]
