// section: 6.while 6.break
i = 0
out = []
while true
  i += 1
  if i == 2
    continue
  if i > 4
    break
  push(out, i)
print(out) // > [1, 3, 4]
while false
  print("never")
n = 3
while n
  n -= 1
print(n) // > 0
pairs = []
for a in range(3)
  for b in range(3)
    if b == 2
      break
    if a == 1
      continue
    push(pairs, [a, b])
print(pairs) // > [[0, 0], [0, 1], [2, 0], [2, 1]]
