// section: 4.containers
array a = [1, "x"]
print(a) // > [1, x]
try
  a = {}
catch err
  print(err, a) // > TypeError: expected Array [1, x]
array<number> n = [1, 2]
try
  n = [1, "x"]
catch err
  print(err, n) // > TypeError: expected array<number> [1, 2]
push(n, "unchecked")
print(n) // > [1, 2, unchecked]
array<uint8> u = [300, 1]
print(u) // > [300, 1]
array<array<string>> nested = [["a"], []]
try
  nested = [["a"], [1]]
catch err
  print(err) // > TypeError: expected array<array<string>>
array<float> fl = [1, 2.5]
print(kind(fl[0])) // > Number
