// section: 12.signals
fun nest(n)
  if n == 0
    return emit("deep", "from below")
  return fiber(nest).resume(n - 1) + str(n)
top = fiber(nest, {mask: ["deep"]})
s = top.resume(10)
print(s.value, s.fiber is top) // > from below true
print(top.resume("<")) // > <12345678910
