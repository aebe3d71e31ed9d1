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

print(made(2001)) // > [2012006, [[2000, 2001, 2002], [1000, 1.5], [true, true], [[2000, 2001, 2002], 2000], 2]]

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
    if k % 50 == 0
      push(changing, "s")
  return [len(ints), ints[n - 1], floats[n - 1], truths[n - 1], any[n - 1], len(changing), changing[49], changing[50]]

print(appended(400)) // > [400, 399, 199.5, true, [399], 408, 49, s]

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
print(mixed(arrays, 300)) // > [900, 1200]
push(arrays, ["", "x"])
print(mixed(arrays, 300)) // > [1050, 1200]

// A frozen array takes nothing; an old one remembers what is young.
fun fill(target, n)
  for i in range(0, n)
    push(target, [i])
  return len(target)

kept = []
print(fill(kept, 200)) // > 200
garbage = nil
for i in range(0, 800)
  garbage = [garbage, i]
  if i % 20 == 0
    garbage = nil
    push(kept, [i])
print(fill(kept, 50), kept[199], kept[239], kept[289]) // > 290 [199] [780] [49]
try
  fill(freeze([1]), 3)
catch e
  print(e.kind) // > FrozenError
