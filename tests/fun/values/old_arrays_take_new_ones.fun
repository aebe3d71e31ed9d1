// section: 2.references 2.print
// An array that has lived long takes new arrays, turn after turn.
a = []
for i in range(50)
  push(a, [nil])
for t in range(10)
  for i in range(50)
    a[i] = [t, i, "x"]
s = 0
for i in range(50)
  s = s + a[i][1]
print(s) // > 1225
