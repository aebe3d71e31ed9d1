// section: 15.files
#include <math.fun>
#include <utils/math.fun> as sums

print(abs(-4), abs(2.5), clamp(15, 0, 9), clamp(-1, 0, 9), clamp(4, 0, 9)) // > 4 2.5 9 0 4
print(gcd(54, 24), gcd(-21, 6), gcd(0, 5), lcm(21, 6), lcm(-4, 6), lcm(0, 3)) // > 6 3 5 42 12 0
print(powi(3, 5), powi(-2, 3), powi(7, 0), powi(2, -1)) // > 243 -8 1 0
print(min3(3, 1, 2), max3(3, 1, 2), array_min([4, -1, 9]), array_max([4, -1, 9]), array_min([]), array_max([])) // > 1 3 -1 9 0 0
print(array_max(["a", "c", "b"]), sums.add(2, 3), sums.times(2, 3)) // > c 5 6
