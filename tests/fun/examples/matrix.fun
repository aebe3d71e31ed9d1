// section: 6.for 5.index
fun multiply(a, b)
  out = []
  for i in range(len(a))
    row = []
    for j in range(len(b[0]))
      s = 0
      for k in range(len(b))
        s += a[i][k] * b[k][j]
      push(row, s)
    push(out, row)
  return out
print(multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]])) // > [[19, 22], [43, 50]]
