// section: 12.fibers 12.signals
f = fiber(fn() => (yield 1) + (yield 2))
print(f.resume()) // > 1
print(f.status()) // > suspended
print(f.resume(10)) // > 2
print(f.resume(20)) // > 30
print(f.status()) // > done
