// section: 6.for
out = []
for i in range(4)
  push(out, i)
  i = i + 10
print(out, i) // > [0, 1, 2, 3] 13
for (k, v) in [5, 6]
  k = 100
  v = 200
print(k, v) // > 100 200
for z in []
  print("never")
print(z) // > nil
