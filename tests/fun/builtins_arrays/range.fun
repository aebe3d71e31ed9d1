// section: 16.2
print(range(3), range(1, 3), range(0, 6, 2), to_array(range(5, 0, -2))) // > range(0, 3) range(1, 3) range(0, 6, 2) [5, 3, 1]
print(len(range(0, 7, 3)), to_array(range(3, 1)), range(10)[4]) // > 3 [] 4
try
  range(0, 5, 0)
catch err
  print(err) // > ValueError: range step must not be 0
print(len(range(1000000000000))) // > 1000000000000
