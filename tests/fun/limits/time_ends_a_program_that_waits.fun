// section: 16.6
try
  sleep(1000000)
finally
  print("never")
// limits: --time=20
// exit: 1
// stderr: out of time
