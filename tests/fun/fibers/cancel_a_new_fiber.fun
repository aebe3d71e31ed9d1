// section: 12.fibers
f = fiber(fn() => print("never"))
print(f.cancel(), f.status()) // > nil cancelled
