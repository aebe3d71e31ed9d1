// section: 12.fibers
f = fiber(len)
print(f.resume("four")) // > 4
