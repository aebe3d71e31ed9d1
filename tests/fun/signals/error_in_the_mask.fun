// section: 12.signals
f = fiber(fn() => 1 / 0, {mask: ["error"]})
s = f.resume()
print(s.name, s.value, s.fiber is f, f.status()) // > error Runtime error: division by zero true error
