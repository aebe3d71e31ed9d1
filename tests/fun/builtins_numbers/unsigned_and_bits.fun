// section: 16.5
print(udiv(-1, 2), umod(-1, 10), ult(1, -1), ult(-1, 1)) // > 9223372036854775807 5 true false
print(lsr(-1, 60), lsr(256, 4), popcount(255), popcount(-1), clz(1), ctz(8)) // > 15 16 8 64 63 3
