// section: 12.fuel
fun spent(f, r)
  g = fiber(f, {fuel: 1000})
  g.resume(r)
  return 1000 - g.fuel()
uses = [fn(r) => 5 in r, fn(r) => r[1:], fn(r) => size(r), fn(r) => len(r), fn(r) => copy(r), fn(r) => deep_copy(r), fn(r) => freeze(r), fn(r) => thaw(r), fn(r) => slice(r, 1), fn(r) => first(r), fn(r) => last(r), fn(r) => max(r), fn(r) => min(r), fn(r) => sum(r), fn(r) => contains(r, 3), fn(r) => r == range(1), fn(r) => r[7]]
for (i, use) in uses
  short = spent(use, range(10))
  long = spent(use, range(1 << 40))
  if (short != long) print(i, short, long)
print("done") // > done
