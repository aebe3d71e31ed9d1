// section: 6.if
i = 0
while i < 3 i += 1
print(i) // > 3
for k in [1, 2] print(k)
// > 1
// > 2
for k in [3, 4, 5] echo(k)
print() // > 345
