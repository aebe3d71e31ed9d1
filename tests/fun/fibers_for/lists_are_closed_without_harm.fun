// section: 6.for-lazy 6.for
fun find(a, wanted)
  for i, x in a
    if x == wanted
      return i
  return -1
print(find([5, 6, 7], 6), find("abc", "c"), find({"k": 1}, 1)) // > 1 2 k
for x in [1, 2, 3]
  if x == 2
    break
print(x) // > 2
