// section: 2.strings
a = "0123456789abcd"
b = "0123456789abcde"
print(len(a), len(b), a == b) // > 14 15 false
print(a + "e" == b, b[:14] == a, substr(b, 0, 14) == a) // > true true true
m = {}
m[a + "e"] = 1
m[substr(b, 0, 14)] = 2
print(m[b], m[a], len(m)) // > 1 2 2
