// section: 12.signals 16.10.fibers
f = fiber(fn() => emit("x", 1), {mask: ["x"]})
s = f.resume()
print(is_signal(s), is_signal(1), is_signal({"name": "x"}), is_signal(nil)) // > true false false false
print(kind(s), class_of(s).name, instance_of(s, Signal)) // > Instance Signal true
