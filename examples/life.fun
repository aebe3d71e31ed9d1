// Conway's game of life on a torus: arrays of arrays, slices, closures.

fun grid(rows)
  return rows.map(fn(row) => chars(row).map(fn(c) => c == "#"))

fun step(cells)
  rows = len(cells)
  columns = len(cells[0])
  fun neighbours(y, x)
    n = 0
    for dy in [-1, 0, 1]
      for dx in [-1, 0, 1]
        if (dy != 0 or dx != 0) and cells[(y + dy + rows) % rows][(x + dx + columns) % columns]
          n += 1
    return n
  next = []
  for y in range(rows)
    row = []
    for x in range(columns)
      n = neighbours(y, x)
      push(row, n == 3 or (n == 2 and cells[y][x]))
    push(next, row)
  return next

fun show(cells)
  for row in cells
    print(row.map(fn(alive) => alive ? "#" : ".").join(""))

glider = [".#...", "..#..", "###..", ".....", "....."]
cells = grid(glider)
for i in range(4)
  cells = step(cells)
show(cells)
// > .....
// > ..#..
// > ...#.
// > .###.
// > .....
for i in range(16)
  cells = step(cells)
print(cells == grid(glider))  // > true
