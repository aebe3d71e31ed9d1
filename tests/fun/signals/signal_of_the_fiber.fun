// section: 12.signals
f = fiber(fn() => emit("x", 1), {mask: ["x", "yield"]})
print(f.signal()) // > nil
s = f.resume()
print(f.signal() is s) // > true
f.resume()
print(f.signal()) // > nil
