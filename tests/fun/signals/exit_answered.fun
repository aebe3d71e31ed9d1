// section: 12.signals 6.exit
fun f()
  exit 7
  return "went on"
g = fiber(f, {mask: ["exit"]})
g.resume()
print(g.resume()) // > went on
