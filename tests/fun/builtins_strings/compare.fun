// section: 16.4
print(compare(1, 2), compare(2, 1), compare(1, 1.0), compare("a", "b"), compare([2], [1])) // > -1 1 0 -1 1
