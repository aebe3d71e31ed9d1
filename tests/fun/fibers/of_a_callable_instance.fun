// section: 12.fibers
class C(n)
  fun _call(this, k)
    yield this.n
    return this.n + k
f = fiber(C(5))
print(f.resume(2), f.resume()) // > 5 7
