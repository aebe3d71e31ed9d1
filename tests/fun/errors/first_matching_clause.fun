// section: 9.3
try
  error("m")
catch e
  print("first") // > first
catch e
  print("never")
