// section: 12.signals
f = fiber(fn() => emit("yield", 5))
print(f.resume(), f.resume("back")) // > 5 back
