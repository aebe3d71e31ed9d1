// section: 6.for
out = []
for i in range(3)
  push(out, i)
for i in range(2, 4)
  push(out, i)
for i in range(0, 10, 4)
  push(out, i)
for i in range(3, 0, -1)
  push(out, i)
for i in range(5, 2)
  push(out, "never")
for i in range(0)
  push(out, "never")
print(out) // > [0, 1, 2, 2, 3, 0, 4, 8, 3, 2, 1]
r = range(2)
for i in r
  echo(i, "")
for i in r
  echo(i, "")
print("|") // > 0 1 0 1 |
