// section: 4.governs
x = 1000
print(x) // > 1000
uint8 x = 5
x = 1000
print(x) // > 232
