// section: 7.6
fun count(n)
  if n == 0
    return "done"
  return count(n - 1)
fun even(n) => n == 0 ? true : odd(n - 1)
fun odd(n) => n == 0 ? false : even(n - 1)
fun co(n)
  return nil ?? (n == 0 ? "co" : co(n - 1))
class C()
  fun m(this, n)
    return n == 0 ? "m" : this.m(n - 1)
f = nil
f = fn(n) => n == 0 ? "fn" : f(n - 1)
print(count(2000), even(2000), odd(2000), co(2000), C().m(2000), f(2000)) // > done true false co m fn
