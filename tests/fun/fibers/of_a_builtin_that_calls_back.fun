// section: 12.fibers
f = fiber(map)
print(f.resume([1, 2], fn(x) => yield x)) // > 1
print(f.resume("a")) // > 2
print(f.resume("b")) // > [a, b]
