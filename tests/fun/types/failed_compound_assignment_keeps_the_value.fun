// section: 4.failure
uint8 u = 5
try
  u += 0.5
catch err
  print(err, u) // > TypeError: expected Number 5
string s = "a"
try
  s += 1
catch err
  print(err.kind, s) // > TypeError a
u += 2.0
print(u, kind(u)) // > 7 Number
