// section: 12.deny 12.signals
f = fiber(fn() => [kind(cwd()), kind(cwd())], {deny: ["env"], mask: ["denied"]})
f.resume()
s = f.proceed()
print(is_signal(s), s.name) // > true denied
print(f.resume(5)) // > [String, Number]
