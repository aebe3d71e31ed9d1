// section: 2.order 16.2
print(sort([3, 1.5, -2, 2.0, 0])) // > [-2, 0, 1.5, 2, 3]
