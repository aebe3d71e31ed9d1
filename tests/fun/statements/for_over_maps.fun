// section: 6.for
m = {x: 1, y: 2}
for k in m
  print(k)
// > x
// > y
for (k, v) in m
  print(k, v)
// > x 1
// > y 2
for k, v in m
  m[k] = v * 10
print(m) // > {"x": 10, "y": 20}
