// section: 12.signals 6.exit
fun f()
  try
    exit 4
  finally
    print("inner")
g = fiber(f)
try
  g.resume()
  print("never")
finally
  print("outer")
// exit: 4
// stdout:
// | inner
// | outer
