// section: 12.signals 6.exit
fun f()
  try
    exit 7
  finally
    print("finally")
g = fiber(f, {mask: ["exit"]})
try
  s = g.resume()
  print(s.name)
  g.proceed()
  print("never")
finally
  print("outside")
// exit: 7
// stdout:
// | exit
// | finally
// | outside
