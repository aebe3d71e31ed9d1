// section: 16.2
print(slice([1, 2, 3], 1), slice([1, 2, 3], 0, 2), slice("hello", 1, 3)) // > [2, 3] [1, 2] el
print(concat([1], [2, 3], [4])) // > [1, 2, 3, 4]
print(flatten([[1], [2, 3]]), flatten([1, [2, [3]]], 1)) // > [1, 2, 3] [1, 2, [3]]
print(unique([1, 2, 1, "a", "a", 2.0])) // > [1, 2, a]
a = [1, 2]
print(fill(a, 0), fill(a, 7) is a, a) // > [7, 7] true [7, 7]
