// section: 7.7
// Frames that sleep are not looked at again; when they go on, what they hold must be what it was.
fun descend(n)
  mine = [n, "frame " + to_string(n) + " of a deep recursion"]
  if n == 0
    return [mine]
  below = descend(n - 1)
  below[0] = mine
  extra = [mine[0], below[0][0]]
  if extra[0] != n or extra[1] != n
    print("wrong at", n, extra)
  return below
print(descend(300)) // > [[300, frame 300 of a deep recursion]]

fun thrower(n, log)
  held = ["held", n]
  if n == 0
    throw ["thrown", log]
  try
    return thrower(n - 1, log)
  finally
    if held[1] % 50 == 0
      push(log, held)
try
  thrower(200, [])
catch e
  print(e) // > [thrown, [[held, 50], [held, 100], [held, 150], [held, 200]]]

fun waves(depth, times)
  keep = []
  for i in range(times)
    push(keep, down(depth - i, [i]))
  return keep
fun down(n, acc)
  here = [n]
  if n <= 0
    return acc
  r = down(n - 1, acc)
  push(r, here[0])
  return r
for w in waves(40, 3)
  print(len(w), w[0], w[-1])
// > 41 0 40
// > 40 1 39
// > 39 2 38
