// section: 12.signals
inner = fiber(fn() => (yield "up") + "!", {mask: []})
outer = fiber(fn() => inner.resume() + "?")
print(outer.resume(), inner.status(), outer.status()) // > up suspended suspended
print(outer.resume("down")) // > down!?
