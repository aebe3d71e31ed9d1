// section: 7.6
// max-heap: 4194304
// skip-mode: gc-stress a collection at each of five million charge points
// skip-mode: round-trip a snapshot at each of five million charge points
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
print(count(1000000)) // > done
print(even(1000000)) // > true
print(co(1000000)) // > co
print(C().m(1000000)) // > m
print(f(1000000)) // > fn
