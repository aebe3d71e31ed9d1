// section: 12.signals
f = fiber(fn() => write_file("/no/such/dir/x", "text"), {mask: ["io"]})
print(f.resume().value) // > {"op": write_file, "args": [/no/such/dir/x, text]}
print(f.resume(1)) // > 1
