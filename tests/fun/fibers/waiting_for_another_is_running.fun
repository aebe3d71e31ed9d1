// section: 12.fibers
outer = nil
fun look()
  return outer.status()
outer = fiber(fn() => fiber(look).resume())
print(outer.resume()) // > running
