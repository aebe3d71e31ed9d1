// section: 6.for
out = []
for c in "h\u{e9}y"
  push(out, c)
for (i, c) in "ab"
  push(out, [i, c])
for n in b"AB"
  push(out, n)
for (i, n) in b"C"
  push(out, [i, n])
print(out) // > [h, é, y, [0, a], [1, b], 65, 66, [0, 67]]
