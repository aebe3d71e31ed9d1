// section: 12.signals
f = fiber(fn() => env("X"), {mask: ["io"]})
s = f.resume()
print(s.name, s.value) // > io {"op": env, "args": [X]}
print(f.resume("given")) // > given
