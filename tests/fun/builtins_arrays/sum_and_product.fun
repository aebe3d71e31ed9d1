// section: 16.2
print(sum([1, 2, 3]), sum([]), sum([1, 0.5]), sum(range(5)), product([2, 3, 4]), product([])) // > 6 0 1.5 10 24 1
