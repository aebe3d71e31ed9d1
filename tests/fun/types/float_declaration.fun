// section: 4.float
float f = 1
print(f, kind(f)) // > 1 Float
f = 2.5
f += 1
print(f) // > 3.5
f = 7
print(f / 2) // > 3.5
try
  f = "x"
catch err
  print(err) // > TypeError: expected Float
try
  f = true
catch err
  print(err, f) // > TypeError: expected Float 7
