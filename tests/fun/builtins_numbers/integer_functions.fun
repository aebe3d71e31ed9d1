// section: 16.5
print(gcd(12, 18), gcd(0, 5), gcd(-4, 6), lcm(4, 6), isqrt(17), isqrt(16), sign(-3), sign(0), sign(9)) // > 6 5 2 12 4 4 -1 0 1
print(gcd(12.7, 18.2), divmod(7, 2), divmod(-7, 2)) // > 6 [3, 1] [-3, -1]
