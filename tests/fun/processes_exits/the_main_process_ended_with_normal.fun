// section: 13.exits
try
  exit_self("normal")
catch e
  print("never")
finally
  print("finally") // > finally
