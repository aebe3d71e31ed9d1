// section: 16.5
print(floor(1.7), floor(-1.5), ceil(1.2), ceil(-1.7), trunc(1.9), trunc(-1.9)) // > 1 -2 2 -1 1 -1
print(round(2.5), round(-2.5), round(0.4), round(1.5), round(7), floor(7)) // > 3 -3 0 2 7 7
print(kind(floor(1.7)), kind(round(2.5)), kind(floor(1e300)), floor(1e300)) // > Number Number Float 1e+300
