// section: 8.methods
class Counter(n)
  fun inc(this)
    this.n += 1
    return this
  fun add(this, k = 1, ...more)
    this.n += k + len(more)
    return this.n
  fun get(this) => this.n
c = Counter(0)
c.inc().inc()
print(c.get(), c.add(), c.add(5), c.add(1, 2, 3)) // > 2 3 8 11
