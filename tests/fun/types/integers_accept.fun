// section: 4.integers
number a = true
number b = false
number c = 3.0
uint8 d = 257.0
int8 e2 = (1 < 2)
print(a, b, c, d, e2) // > 1 0 3 1 1
print(kind(a), kind(c)) // > Number Number
number f = -5
print(f) // > -5
