// section: 2.print 5.slice 4.integers
s = "h\u{e9}llo"
print(len(s), size(s), s[1], s[-3:], find(s, "l")) // > 6 5 é llo 3
print(7 / 2, 7 / 2.0, -7 % 3, 0.1 + 0.2, 1e16, 3 == 3.0, "b" in {b: 1}) // > 3 3.5 -1 0.30000000000000004 10000000000000000 true true
uint8 u = 250
u += 10
print(u, typeof(u), [1, "a", nil], to_string([1, 2])) // > 4 Uint8 [1, a, nil] [array n=2]
