// section: 12.deny 12.signals
fun f()
  try
    return cwd()
  catch e
    return "caught " + e
g = fiber(f, {deny: ["env"], mask: ["denied"]})
g.resume()
print(g.throw("no")) // > caught no
