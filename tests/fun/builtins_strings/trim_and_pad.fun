// section: 16.4
print("[" + trim("  a b\t\n") + "]", "[" + ltrim("  a ") + "]", "[" + rtrim(" a  ") + "]") // > [a b] [a ] [ a]
print(trim("xxaxx", "x"), trim("abcba", "ab")) // > a c
print("[" + pad_left("5", 3) + "]", pad_left("5", 3, "0"), "[" + pad_right("ab", 4) + "]", pad_center("a", 3, "*")) // > [  5] 005 [ab  ] *a*
print(pad_left("\u{e9}", 2, "."), pad_left("long", 2)) // > .é long
