// section: 2.order
print(1 < 2, 2 < 1, 1 <= 1, 1 > 0, 1 >= 2) // > true false true true false
print(1 < 1.5, 1.5 < 2, 2.0 <= 2, 2 >= 2.5) // > true true true false
print(9007199254740992.0 < 9007199254740993) // > true
print(9223372036854775807 < 9223372036854775808.0) // > true
print(nan() < 1, nan() > 1, nan() <= nan(), 1 >= nan()) // > false false false false
print(-inf() < -9223372036854775808, inf() > 9223372036854775807) // > true true
