// section: 1.blocks
if false
  print(1)
elif false
  print(2)
else if false
  print(3)
else
  print(4) // > 4
try
  throw 1
catch a when a == 2
  print("two")
catch b
  print("one") // > one
finally
  print("f") // > f
