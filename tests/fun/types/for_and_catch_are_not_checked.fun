// section: 4.governs
uint8 i = 1
for i in [300, "x"]
  print(i)
// > 300
// > x
string err = "s"
try
  throw 5
catch err
  print(err) // > 5
print(err) // > s
