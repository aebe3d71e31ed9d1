// section: 12.deny 12.signals
f = fiber(fn() => env("SECRET"), {deny: ["env"], mask: ["denied"]})
s = f.resume()
print(s.name, s.value) // > denied {"capability": env, "op": env, "args": [SECRET]}
print(f.resume("substitute")) // > substitute
