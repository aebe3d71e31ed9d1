// section: 5.comparison
a = 1 < 2
print(a, kind(a), kind(1 == 1), kind(1 in [1]), kind(1 is 1)) // > true Boolean Boolean Boolean Boolean
print([1 < 2, 2 < 1], to_string(1 >= 1)) // > [true, false] true
