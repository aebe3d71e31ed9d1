// section: 16.2
a = []
print(push(a, 1), push(a, 2, 3), a) // > 1 3 [1, 2, 3]
print(pop(a), a) // > 3 [1, 2]
try
  pop([])
catch err
  print(err.kind, err.message) // > IndexError pop from empty array
