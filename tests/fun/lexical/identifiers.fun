// section: 1.identifiers
_ = 1
_a1 = 2
Name = 3
name = 4
NAME_2 = 5
print(_, _a1, Name, name, NAME_2) // > 1 2 3 4 5
