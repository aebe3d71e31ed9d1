// section: 12.fuel
s = 0
for i in range(50)
  s += i
print(s) // > 1225
// limits: --fuel=52
// fuel: 50
