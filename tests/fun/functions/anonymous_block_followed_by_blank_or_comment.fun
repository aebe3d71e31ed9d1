// section: 7.4
f = fn()
  return 1

print(f()) // > 1
g = fn()
  return 2
// comment after the block
print(g()) // > 2
h = fn()
  return 3
-h()
print(h()) // > 3
