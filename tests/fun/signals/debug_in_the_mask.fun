// section: 12.signals 16.10.fibers
f = fiber(fn() => breakpoint(), {mask: ["debug"]})
s = f.resume()
print(s.name, s.value, f.resume("go on")) // > debug nil go on
