// section: 2.strings
s = "h\u{e9}llo"
print(len(s), byte_len(s), find(s, "l"), substr(s, 3, 2)) // > 6 6 3 ll
print(size(s), char_count(s)) // > 5 5
