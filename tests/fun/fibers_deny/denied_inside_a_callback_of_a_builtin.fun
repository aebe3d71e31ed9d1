// section: 12.deny 12.signals
f = fiber(fn() => map(["A", "B"], env), {deny: ["env"], mask: ["denied"]})
s = f.resume()
print(s.value["args"]) // > [A]
s = f.resume("a")
print(s.value["args"]) // > [B]
print(f.resume("b")) // > [a, b]
