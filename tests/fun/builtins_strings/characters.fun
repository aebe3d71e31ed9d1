// section: 16.4
print(chars("h\u{e9}"), char_count("h\u{e9}"), byte_at("A", 0), byte_len("h\u{e9}")) // > [h, é] 2 65 3
print(ord("A"), ord("\u{e9}"), chr(65), chr(233), ord(chr(128512))) // > 65 233 A é 128512
