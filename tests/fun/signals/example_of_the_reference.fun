// section: 12.signals
fun deep()
  return emit("ask", "name?") + "!"
inner = fiber(deep)
outer = fiber(fn() => inner.resume(), {mask: ["ask"]})
q = outer.resume()
print(q.name, q.value, outer.resume("Ada")) // > ask name? Ada!
