// section: 12.signals
f = fiber(fn() => kind(time_now_ms()) + kind(random()), {mask: ["io"]})
print(f.resume()) // > NumberFloat
