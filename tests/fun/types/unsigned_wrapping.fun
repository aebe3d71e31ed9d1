// section: 4.integers
uint8 a = 300
uint16 b = 65537
uint32 c = 4294967297
byte d = -1
print(a, b, c, d) // > 44 1 1 255
a = 255
a += 1
print(a) // > 0
a -= 1
print(a) // > 255
b = -1
c = -1
print(b, c) // > 65535 4294967295
uint64 q = 18446744073709551615
print(q, q / 2, q < 1) // > -1 0 true
