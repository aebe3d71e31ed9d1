// section: 12.signals
f = fiber(fn() => kind(cwd()), {mask: ["io"]})
f.resume()
print(f.proceed()) // > String
