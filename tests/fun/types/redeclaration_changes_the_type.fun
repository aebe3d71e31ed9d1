// section: 4.governs
uint8 u = 300
print(u) // > 44
uint16 u = 300
print(u) // > 300
u = 65536
print(u) // > 0
string u = "now a string"
print(u) // > now a string
