// section: 4.integers
number x = (1 == 1)
number y = (1 > 2)
uint8 z = (2 > 1)
print(x, y, z + 1) // > 1 0 2
