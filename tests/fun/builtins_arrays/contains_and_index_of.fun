// section: 16.2
a = [1, "x", nil, 2.0]
print(contains(a, "x"), contains(a, 2), contains(a, 9), contains([], nil)) // > 1 1 0 0
print(indexOf(a, nil), indexOf(a, 2), indexOf(a, "z")) // > 2 3 -1
