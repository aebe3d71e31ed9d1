// section: 12.signals
f = fiber(fn() => [breakpoint()], {mask: ["debug"]})
f.resume()
print(f.proceed()) // > [nil]
