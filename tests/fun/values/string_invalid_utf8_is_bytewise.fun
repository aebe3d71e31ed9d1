// section: 2.strings 16.4
s = "a\xff\u{e9}\0b"
print(len(s), size(s), len(chars(s))) // > 6 5 5
print(len(s[1]), byte_at(s[1], 0), s[2], byte_at(s[3], 0), s[4]) // > 1 255 é 0 b
print(is_utf8(s), is_utf8("ok")) // > false true
