// section: 16.5
print(pow(2, 10), pow(2, 0), pow(2, -1), pow(2, 63), pow(2, 64), pow(-3, 3)) // > 1024 1 0 -9223372036854775808 0 -27
print(pow(2.0, -1), pow(4, 0.5), pow(2.0, 3), kind(pow(2.0, 3)), fpow(2, 3), kind(fpow(2, 3))) // > 0.5 2 8 Float 8 Float
