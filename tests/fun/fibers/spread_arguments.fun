// section: 12.fibers
f = fiber(fn(a, b) => a - b)
print(f.resume(...[9, 4])) // > 5
