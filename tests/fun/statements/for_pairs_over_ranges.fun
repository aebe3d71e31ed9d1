// section: 6.for
for (i, x) in range(5, 7)
  print(i, x)
// > 0 5
// > 1 6
