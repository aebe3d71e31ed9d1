fun place(board, row, n)
  if row >= n
    return 1
  count = 0
  for c in range(1, n + 1)
    ok = true
    for r in range(1, row + 1)
      d = board[row - r] - c
      if d == 0 || d == r || d == -r
        ok = false
        break
    if ok
      board[row] = c
      count = count + place(board, row + 1, n)
  return count

fun main()
  total = 0
  for _ in range(0, 10)
    total = total + place(array(10, 0), 0, 10)
  return total

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
