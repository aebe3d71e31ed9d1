// section: 6.for 7.5
fun queens(n)
  count = 0
  fun place(row, columns, left, right)
    if row == n
      count += 1
      return nil
    for c in range(n)
      if c in columns or (row + c) in left or (row - c) in right
        continue
      place(row + 1, columns + [c], left + [row + c], right + [row - c])
  place(0, [], [], [])
  return count
print(queens(4), queens(5), queens(6)) // > 2 10 4
