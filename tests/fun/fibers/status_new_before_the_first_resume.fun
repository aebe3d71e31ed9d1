// section: 12.fibers 16.10.fibers
f = fiber(fn() => 1)
print(f.status(), f.done()) // > new false
