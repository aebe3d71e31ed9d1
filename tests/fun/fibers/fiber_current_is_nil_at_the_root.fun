// section: 12.fibers 16.10.fibers
print(fiber_current()) // > nil
f = fiber(fn() => fiber_current())
print(f.resume() is f) // > true
