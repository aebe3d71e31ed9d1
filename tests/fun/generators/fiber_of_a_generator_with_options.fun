// section: 7.8 12.fibers
fun* g(a)
  emit("ask", a)
  return "end"
f = fiber(g, {mask: ["ask"]})
print(f.resume(3).value, f.resume()) // > 3 end
