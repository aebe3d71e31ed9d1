// section: 12.signals 6.exit
fun f()
  try
    exit 7
  finally
    print("finally")
g = fiber(f, {mask: ["exit"]})
s = g.resume()
print("seen", s.name, s.value, g.status())
g.cancel()
print(g.status())
// stdout:
// | seen exit 7 suspended
// | finally
// | cancelled
