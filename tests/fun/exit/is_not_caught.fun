// section: 9.9
try
  exit 2
catch
  print("never")
// exit: 2
