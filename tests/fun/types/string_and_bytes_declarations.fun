// section: 4.others
string s = "a"
bytes b = b"b"
s += "c"
print(s, b) // > ac b"b"
try
  s = 1
catch err
  print(err, s) // > TypeError: expected String ac
try
  b = "x"
catch err
  print(err, b) // > TypeError: expected Bytes b"b"
try
  s = nil
catch err
  print(err) // > TypeError: expected String
