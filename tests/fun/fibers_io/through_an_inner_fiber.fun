// section: 12.signals
inner = fiber(fn() => env("X") + "!")
outer = fiber(fn() => inner.resume(), {mask: ["io"]})
s = outer.resume()
print(s.value["op"], inner.status(), outer.resume("y")) // > env suspended y!
