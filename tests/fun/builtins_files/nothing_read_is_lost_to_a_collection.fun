// section: 16.7
// max-heap: 1000000
// skip-mode: round-trip storing a million bytes after every unit takes minutes
// What was read while the heap was full of garbage is there when that has been collected.
path = temp_file()
line = repeat("0123456789", 100) + "\n"
write_file(path, repeat(line, 300))
fun litter()
  garbage = []
  for i in range(45)
    push(garbage, to_array(range(2000)))
  for i in range(3000)
    x = [i]
f = open(path, "r")
litter()
print(len(f.read())) // > 300300
f.seek(0)
litter()
print(len(f.read(250000)), len(f.read_line()), len(f.read_line())) // > 250000 249 1000
f.seek(0)
litter()
print(len(f.lines()), f.read_line()) // > 300 nil
f.close()
litter()
print(len(read_lines(path)), len(read_file(path))) // > 300 300300
litter()
print(len(read_bytes(path))) // > 300300
counts = temp_file()
litter()
r = exec(["/bin/sh", "-c", "echo run >> " + counts + "; cat " + path])
print(len(r.out), r.code, len(read_lines(counts))) // > 300300 0 1
r = nil
litter()
r = proc_run("echo run >> " + counts + "; cat " + path)
print(len(r.out), r.code, len(read_lines(counts))) // > 300300 0 2
r = nil
p = proc_spawn(["/bin/sh", "-c", "tr -d '\\n' < " + path + "; echo; echo end"])
litter()
print(len(p.read_line()), p.read_line(), p.read_line()) // > 300000 end nil
write_file(path, repeat("x", 600000))
big = read_file(path)
for use in [fn() => read_file(path), fn() => read_bytes(path), fn() => exec(["cat", path]), fn() => open(path, "r").read()]
  try
    use()
    print("read")
  catch e
    print(e)
// > Runtime error: out of memory
// > Runtime error: out of memory
// > Runtime error: out of memory
// > Runtime error: out of memory
print(len(big)) // > 600000
remove_file(path)
remove_file(counts)
