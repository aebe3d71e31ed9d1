// section: 12.signals
fun asks()
  return emit("ask", 1) + emit("other", 2)
fun filters()
  f = fiber(asks, {mask: ["ask", "other"]})
  s = f.resume()
  while is_signal(s)
    answer = s.name == "ask" ? 10 : emit(s.name, s.value * 100)
    s = f.resume(answer)
  return s
outer = fiber(filters, {mask: ["other"]})
s = outer.resume()
print(s.name, s.value, outer.resume(5)) // > other 200 15
