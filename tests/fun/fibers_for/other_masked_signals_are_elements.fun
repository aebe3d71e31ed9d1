// section: 6.for-lazy 12.signals
fun f()
  yield 1
  emit("note", 2)
  yield 3
for x in fiber(f, {mask: ["yield", "note"]})
  print(is_signal(x) ? x.name : x)
// > 1
// > note
// > 3
