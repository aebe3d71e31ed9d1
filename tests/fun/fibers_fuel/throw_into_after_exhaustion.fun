// section: 12.fuel
fun f()
  try
    while true
      nil
  catch e
    return "caught " + e
g = fiber(f, {fuel: 10, mask: ["fuel"]})
g.resume()
print(g.throw("stop")) // > caught stop
