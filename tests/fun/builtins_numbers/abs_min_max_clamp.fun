// section: 16.5
print(abs(-5), abs(5), abs(-1.5), abs(-0.0)) // > 5 5 1.5 0
print(min(3, 1), max(3, 1), min(1.5, 2), max([1, 5, 3]), min([4, 2])) // > 1 3 1.5 5 2
print(clamp(15, 0, 10), clamp(-5, 0, 10), clamp(5, 0, 10), clamp(0.5, 0.0, 1.0)) // > 10 0 5 0.5
