// section: 12.suspension
class Bag
  fun _iter(this)
    return yield "iter"
fun run()
  out = []
  for x in Bag()
    push(out, x)
  return out
f = fiber(run)
print(f.resume(), f.resume([7, 8])) // > iter [7, 8]
