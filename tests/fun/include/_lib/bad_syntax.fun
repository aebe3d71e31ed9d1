a = 1
b = 5x
