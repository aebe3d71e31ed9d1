// section: 9.3
try
  throw 1
catch
  print("caught") // > caught
limit = 3
try
  throw 1
catch when limit > 5
  print("never")
catch when limit > 2
  print("filter without a name") // > filter without a name
