// section: 12.fibers
f = fiber(fn() => 1, {name: "worker"})
print(f.name(), fiber(fn() => 1).name()) // > worker nil
