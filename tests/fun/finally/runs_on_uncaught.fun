// section: 9.4 9.6
try
  error("uncaught")
finally
  print("finally") // > finally
// exit: 1
// stderr: Error: uncaught
