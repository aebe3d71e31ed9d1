// section: 1.numbers
c = true
print(c?.5:1) // > 0.5
print(c ?.25 : 2) // > 0.25
