// section: 12.suspension 12.signals
f = fiber(fn() => sorted([2, 1], fn(a, b) => emit("cmp", [a, b])), {mask: ["cmp"]})
r = f.resume()
while is_signal(r)
  r = f.resume(r.value[0] - r.value[1])
print(r) // > [1, 2]
