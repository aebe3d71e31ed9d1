// section: 16.7
d = temp_dir()
p = path_join(d, "f")
f = open(p, "w")
f.write("one\n")
f.write("two\nthree")
f.flush()
f.close()
f = open(p, "r")
print(f.read_line(), f.read(2), kind(f)) // > one tw Foreign
f.seek(0)
print(f.read() == "one\ntwo\nthree") // > true
f.close()
f = open(p, "a")
f.write("!")
f.close()
print(read_lines(p)) // > [one, two, three!]
remove_dir(d, true)
