// section: 12.signals 2.print
f = fiber(fn() => emit("x", "v"), {mask: ["x"]})
print(f.resume()) // > Signal {"name": x, "value": v, "fiber": <fiber 1 suspended>}
