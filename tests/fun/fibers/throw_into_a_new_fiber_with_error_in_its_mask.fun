// section: 12.fibers 12.signals
f = fiber(fn() => print("never"), {mask: ["error"]})
s = f.throw("it")
print(is_signal(s), s.name, s.value, f.status()) // > true error it error
