// section: 12.signals
inner = fiber(fn() => error("deep"))
outer = fiber(fn() => inner.resume(), {mask: ["error"]})
s = outer.resume()
print(s.value, inner.status(), outer.status()) // > Error: deep error error
