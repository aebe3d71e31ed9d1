// section: 6.for
m = {a: 1, b: 2, c: 3}
seen = []
for (k, v) in m
  push(seen, [k, v])
  m.c = 30
  m.d = 4
  delete(m, "b")
print(seen, keys(m)) // > [[a, 1], [c, 30]] [a, c, d]
