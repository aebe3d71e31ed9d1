// section: 2.strings
s = "a\0b"
print(len(s), s == "a", s + s == "a\0ba\0b") // > 3 false true
print(find(s, "b"), split("x\0y", "\0")) // > 2 [x, y]
