// section: 12.signals 16.10.fibers
fun f()
  return emit("ask", [1, 2]) + 1
g = fiber(f, {mask: ["ask"]})
s = g.resume()
print(s.name, s.value, s.fiber is g, g.status()) // > ask [1, 2] true suspended
print(g.resume(41), g.status()) // > 42 done
