// section: 12.signals
f = fiber(fn() => emit("x", 1), {mask: ["x"]})
s = f.resume()
print(keys(s), len(s), "name" in s, s["value"]) // > [name, value, fiber] 3 true 1
