// section: 2.kinds 12.fibers
f = fiber(fn() => 1)
g = fiber(fn() => 1)
print(kind(f), typeof(f)) // > Fiber Fiber
print(f == f, f == g, f is f, f is g) // > true false true false
