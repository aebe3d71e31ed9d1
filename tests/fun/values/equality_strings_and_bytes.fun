// section: 2.equality
print("a" == "a", "a" == "b", "a" == "A") // > true false false
print(b"a" == b"a", "a" == b"a", b"a" != "a") // > true false true
print("abc" + "def" == "abcdef", "" == "") // > true true
