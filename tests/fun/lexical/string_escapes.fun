// section: 1.strings
print("a\tb" == "a	b") // > true
print(len("\n\r\t\0\\\"\'")) // > 7
print(byte_at("\n", 0), byte_at("\r", 0), byte_at("\t", 0), byte_at("\0", 0)) // > 10 13 9 0
print("\\ \" \'") // > \ " '
print("\x41\x7a") // > Az
print(byte_at("\xFf", 0)) // > 255
print("\u{e9}\u{20AC}\u{1F600}\u{41}") // > é€😀A
print(len("\u{e9}"), len("\u{10FFFF}")) // > 2 4
print("joined \
line") // > joined line
print("\q\(\z\%") // > q(z%
print('\"') // > "
