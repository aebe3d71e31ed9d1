// section: 1.reserved
format = 1
iffy = 2
rangey = 3
classy = 4
nilly = 5
andy = 6
orx = 7
notx = 8
inner = 9
island = 10
trueish = 11
returned = 12
tryout = 13
elsewhere = 14
print(format + iffy + rangey + classy + nilly) // > 15
print(andy + orx + notx + inner + island) // > 40
print(trueish + returned + tryout + elsewhere) // > 50
