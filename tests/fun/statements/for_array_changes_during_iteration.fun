// section: 6.for
a = [1, 2, 3]
seen = []
for x in a
  push(seen, x)
  push(a, x * 10)
print(seen, len(a)) // > [1, 2, 3] 6
b = [1, 2, 3, 4]
seen = []
for x in b
  push(seen, x)
  pop(b)
print(seen) // > [1, 2]
c = [1, 2, 3]
seen = []
for x in c
  push(seen, x)
  c[2] = 99
print(seen) // > [1, 2, 99]
