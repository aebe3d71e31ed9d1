// section: 16.2
fun nested(depth)
  a = []
  for i in range(depth)
    a = [a, i]
  return a
print(len(flatten(nested(2000), 1 << 40)), flatten(nested(3), 2), sum(flatten(nested(200), 200))) // > 2000 [[], 0, 1, 2] 19900
fun spent(depth)
  deep = nested(depth)
  f = fiber(fn() => flatten(deep, depth), {fuel: 10000000})
  f.resume()
  return 10000000 - f.fuel()
print(spent(2000) > spent(1000) * 1.8, spent(2000) < spent(1000) * 2.2, spent(1000) > 500) // > true true true
fun cyclic(before, period)
  last = [1]
  a = last
  for i in range(period - 1)
    a = [0, a]
  push(last, a)
  for i in range(before)
    a = [a]
  return a
for (before, period) in {0: 1, 1: 1, 5: 3, 40: 1, 41: 30, 100: 7, 3: 200}
  try
    flatten(cyclic(before, period), 1 << 40)
    print("ended")
  catch e
    print(e)
// > ValueError: cannot flatten a cyclic array
// > ValueError: cannot flatten a cyclic array
// > ValueError: cannot flatten a cyclic array
// > ValueError: cannot flatten a cyclic array
// > ValueError: cannot flatten a cyclic array
// > ValueError: cannot flatten a cyclic array
// > ValueError: cannot flatten a cyclic array
shared = [1, 2]
print(flatten([shared, [shared, shared]], 5)) // > [1, 2, 1, 2, 1, 2]
