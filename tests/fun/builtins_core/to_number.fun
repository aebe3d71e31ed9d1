// section: 16.1
print(to_number(5), to_number(2.0), to_number(2.5), to_number(true), to_number(false)) // > 5 2 2.5 1 0
print(kind(to_number(2.0)), kind(to_number("3.0")), kind(to_number("2.5"))) // > Number Number Float
print(to_number("42"), to_number("  -7 "), to_number("0x1F"), to_number("1.5"), to_number("1e3")) // > 42 -7 31 1.5 1000
print(to_number("inf"), to_number(""), to_number("abc"), to_number("12abc"), to_number(nil), to_number([1])) // > inf 0 0 0 0 0
