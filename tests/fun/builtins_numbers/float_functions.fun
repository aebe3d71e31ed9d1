// section: 16.5
print(sqrt(16), sqrt(2), kind(sqrt(16)), 1 / sqrt(4.0)) // > 4 1.4142135623730951 Float 0.5
print(fmin(1, 2), fmax(1, 2.5), kind(fmin(1, 2))) // > 1 2.5 Float
print(sin(0), cos(0), tan(0), exp(0), log(1), log10(1000), log2(8)) // > 0 1 0 1 0 3 3
print(log(0), log(-1), asin(0), acos(1), atan(0), atan2(0, 1)) // > nan nan 0 0 0 0
print(sinh(0), cosh(0), tanh(0), cbrt(27), hypot(3, 4)) // > 0 1 0 3 5
print(pi(), e(), inf(), nan()) // > 3.141592653589793 2.718281828459045 inf nan
number n = sqrt(9)
print(n, kind(n)) // > 3 Number
