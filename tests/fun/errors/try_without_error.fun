// section: 9.3
try
  print("body") // > body
catch e
  print("never")
finally
  print("finally") // > finally
print("after") // > after
