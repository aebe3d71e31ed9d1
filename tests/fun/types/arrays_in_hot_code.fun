// section: 2.kinds
// Arrays that hot code makes, appends to and reads, of every kind of element, as they change their kind on the way.

fun made(n)
  total = 0
  last = nil
  for i in range(0, n)
    a = [i, i + 1, i + 2]
    b = [i * 0.5, 1.5]
    c = [i % 2 == 0, true]
    d = [a, i]
    e = [nil, last]
    total = total + a[2] + len(d[0])
    if c[0] and b[1] > 1
      total = total + 1
    if i % 1000 == 0
      last = [a, b, c, d, len(e)]
  return [total, last]

print(made(3001)) // > [4518006, [[3000, 3001, 3002], [1500, 1.5], [true, true], [[3000, 3001, 3002], 3000], 2]]

fun appended(n)
  ints = []
  floats = []
  truths = []
  any = []
  changing = []
  for i in range(0, n)
    push(ints, i)
    push(floats, i * 0.5)
    push(truths, i % 3 == 0)
    push(any, [i])
    k = push(changing, i)
    if k % 500 == 0
      push(changing, "s")
  return [len(ints), ints[n - 1], floats[n - 1], truths[n - 1], any[n - 1], len(changing), changing[499], changing[500]]

print(appended(4000)) // > [4000, 3999, 1999.5, true, [3999], 4008, 499, s]

// Elements of several kinds at one place, and the truth of what is found there.
fun mixed(list, n)
  count = 0
  sum = 0
  for i in range(0, n)
    for a in list
      v = a[i % 2]
      if v
        count = count + 1
      if typeof(v) == typeof(1)
        sum = sum + v
  return [count, sum]

arrays = [[1, 0], [0.5, 0.0], [true, false], [[], [1]], [nil, 7], [[0], nil]]
print(mixed(arrays, 2000)) // > [6000, 8000]
push(arrays, ["", "x"])
print(mixed(arrays, 2000)) // > [7000, 8000]

// A frozen array takes nothing; an old one remembers what is young.
fun fill(target, n)
  for i in range(0, n)
    push(target, [i])
  return len(target)

kept = []
print(fill(kept, 5000)) // > 5000
garbage = nil
for i in range(0, 20000)
  garbage = [garbage, i]
  if i % 100 == 0
    garbage = nil
    push(kept, [i])
print(fill(kept, 100), kept[4999], kept[5199], kept[5299]) // > 5300 [4999] [19900] [99]
try
  fill(freeze([1]), 3)
catch e
  print(e.kind) // > FrozenError
