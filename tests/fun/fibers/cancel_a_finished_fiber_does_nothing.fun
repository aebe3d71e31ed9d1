// section: 12.fibers
f = fiber(fn() => 1)
f.resume()
print(f.cancel(), f.status()) // > nil done
