// section: 12.fibers
inner = fiber(fn() => emit("stop", 1))
outer = fiber(fn() => inner.resume(), {mask: ["stop"]})
outer.resume()
print(inner.status(), outer.status()) // > suspended suspended
try
  inner.resume()
catch e
  print(e.kind) // > FiberError
print(outer.resume("ok")) // > ok
