// section: 1.strings
print(r"a\nb", len(r"\x41")) // > a\nb 4
print(r'\' + "|") // > \|
print(len(r"one
two")) // > 7
print(kind(b"abc"), len(b"a\x00\n")) // > Bytes 3
print(b"AB"[0], b'\xff'[0]) // > 65 255
r = 1
b = 2
f = 3
print(r, b, f) // > 1 2 3
