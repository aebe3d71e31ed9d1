// section: 12.fibers
class Job(n)
  fun resume(this, by)
    return this.n + by
j = Job(1)
m = {"resume": fn(this, x) => x * 2}
print(j.resume(2), m.resume(4)) // > 3 8
