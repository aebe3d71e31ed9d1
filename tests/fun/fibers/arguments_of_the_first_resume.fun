// section: 12.fibers
f = fiber(fn(a, b, c) => a * 100 + b * 10 + c)
print(f.resume(1, 2, 3)) // > 123
