// section: 12.suspension
class Box
  fun _get(this, k)
    return yield "get " + k
  fun _set(this, k, v)
    yield "set " + k + str(v)
fun run()
  b = Box()
  b["x"] = 1
  return b["y"]
f = fiber(run)
print(f.resume()) // > set x1
print(f.resume()) // > get y
print(f.resume("got")) // > got
