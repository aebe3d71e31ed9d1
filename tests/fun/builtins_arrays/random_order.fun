// section: 16.2
a = [1, 2, 3, 4, 5]
s = shuffle(a)
print(sorted(s), len(s)) // > [1, 2, 3, 4, 5] 5
print(sample([7, 8]) in [7, 8]) // > true
