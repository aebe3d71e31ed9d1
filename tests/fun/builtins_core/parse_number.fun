// section: 16.1
print(parse_number("5"), parse_number("1.5"), parse_number("x"), parse_number("")) // > 5 1.5 nil nil
