// section: 16.7
d = temp_dir()
p = path_join(d, "a.txt")
print(write_file(p, "one\ntwo\0three"), len(read_file(p)), byte_at(read_file(p), 7)) // > 1 13 0
print(read_file(path_join(d, "missing")) == "", write_file(path_join(d, "no/dir"), "x")) // > true 0
append_file(p, "!")
print(len(read_file(p)), file_size(p), kind(read_bytes(p))) // > 14 14 Bytes
write_file(p, b"\xff\x00")
print(read_bytes(p)) // > b"\xff\x00"
write_bytes(p, b"l1\nl2")
print(read_lines(p), file_exists(p), file_exists(p + "x"), is_dir(d), is_dir(p)) // > [l1, l2] true false true false
remove_dir(d, true)
print(file_exists(d)) // > false
