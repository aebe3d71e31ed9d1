// section: 12.suspension
class P(x)
  y = yield "field"
  fun _construct(this, x)
    this.z = yield "construct"
f = fiber(fn() => P(1))
print(f.resume(), f.resume(2), f.resume(3)) // > field construct P {"x": 1, "y": 2, "z": 3}
