// section: 5.precedence
print(1 + 2 * 3, (1 + 2) * 3, 10 - 4 - 3, 100 / 10 / 5) // > 7 9 3 2
print(-2 * 3, 2 - -3, -7 / 2, 7 % 4 * 2) // > -6 5 -3 6
print(1 + 1 << 2, 1 << 2 + 1, 8 >> 1 + 1) // > 8 8 2
print(6 & 3 == 2, 1 | 2 ^ 3 & 2, 5 & 6 | 8) // > true 1 12
print(1 < 2 == true, 1 + 1 == 2, 3 > 2 != false) // > true true true
print(not 1 == 2, !1 == 2, not true and false) // > true false false
print(true || false && false, (true || false) && false) // > true false
print(nil ?? false || true, (nil ?? false) || true) // > true true
print(nil ?? 1 == 1 ? "a" : "b") // > a
print(1 + 2 in [3], 1 in [1] == true) // > true true
print(~1 + 1, -~1, !~-1) // > -1 2 true
print(2 * -3 + 4, -[5][0]) // > -2 -5
