// section: 12.fibers
f = nil
print(f?.resume(1)) // > nil
f = fiber(fn(x) => x)
print(f?.resume(1)) // > 1
