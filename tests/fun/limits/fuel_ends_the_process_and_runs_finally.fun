// section: 12.fuel 9.4
fun work()
  try
    while true
      nil
  catch e
    print("never")
  finally
    print("inner")
try
  work()
finally
  print("outer")
print("never")
// limits: --fuel=500
// exit: 1
// stdout:
// | inner
// | outer
// stderr: out of fuel
