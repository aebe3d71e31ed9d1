// section: 12.suspension
class Box
  fun _len(this)
    return yield "len"
f = fiber(fn() => len(Box()) + 1)
print(f.resume(), f.resume(4)) // > len 5
