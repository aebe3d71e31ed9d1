// section: 16.2
a = [3, 1, 2]
try
  sort(a, fn(x, y) => error("cmp"))
catch err
  print(err.message, a) // > cmp [3, 1, 2]
b = [2, "x", 1]
try
  sort(b)
catch err
  print(err.kind, b) // > TypeError [2, x, 1]
c = [2, 1]
sort(c, fn(x, y)
  push(c, 9)
  return x - y
)
print(c) // > [1, 2]
