// section: 12.signals 12.deny
f = fiber(fn() => kind(cwd()), {deny: ["env"], mask: ["io", "denied"]})
s = f.resume()
print(s.name) // > denied
s = f.proceed()
print(s.name) // > io
print(f.proceed()) // > String
