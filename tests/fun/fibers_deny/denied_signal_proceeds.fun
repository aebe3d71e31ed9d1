// section: 12.deny 12.signals
f = fiber(fn() => kind(cwd()), {deny: ["env"], mask: ["denied"]})
f.resume()
print(f.proceed(), f.status()) // > String done
