// section: 16.4
print(split("a,b,,c", ","), split("abc", ""), split("a--b", "--"), split("x", ",")) // > [a, b, , c] [a, b, c] [a, b] [x]
print(len(split("", ",")), split("", ",")[0] == "") // > 1 true
print(substr("hello", 1, 3), substr("hello", -2, 3), substr("hello", 3, 100), substr("hello", 1, -1) == "") // > ell hel lo true
print(substr("hello", 9, 2) == "", substr("hello", 0, 0) == "") // > true true
