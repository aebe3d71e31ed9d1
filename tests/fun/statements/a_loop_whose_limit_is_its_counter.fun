// section: 6
// `i <= i` ends only by the break: the limit moves with the counter.
fun f()
  i = 0
  turns = 0
  while i <= i
    turns = turns + 1
    if turns > 100
      break
    i = i + 1
  return [i, turns]
print(f()) // > [100, 101]
fun g()
  i = 0
  while i < i
    i = i + 1
  return i
print(g()) // > 0
fun h()
  i = 0
  while i <= i
    i = i + 1
  return i
f = fiber(h, {"fuel": 1000, "mask": ["fuel"]})
print(f.resume().name) // > fuel
