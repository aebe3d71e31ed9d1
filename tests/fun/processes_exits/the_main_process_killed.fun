// section: 13.exits
// exit: 1
// stderr: killed
try
  exit(self(), "kill")
finally
  print("never")
