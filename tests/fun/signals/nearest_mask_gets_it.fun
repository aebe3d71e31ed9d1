// section: 12.signals
fun deep()
  return emit("ask", 1)
inner = fiber(deep, {mask: ["ask"]})
fun middle()
  s = inner.resume()
  return "middle got " + s.name
outer = fiber(middle, {mask: ["ask"]})
print(outer.resume()) // > middle got ask
