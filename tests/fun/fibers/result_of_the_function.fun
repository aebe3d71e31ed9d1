// section: 12.fibers
f = fiber(fn() => 42)
print(f.resume()) // > 42
print(f.status(), f.done()) // > done true
