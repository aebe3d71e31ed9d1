// section: 6.for
calls = 0
fun items()
  calls += 1
  return [1, 2, 3]
for x in items()
  y = x
print(calls, y) // > 1 3
