// section: 16.2
print(group_by([1, 2, 3, 4], fn(x) => x % 2)) // > {1: [1, 3], 0: [2, 4]}
print(partition([1, 2, 3, 4], fn(x) => x > 2)) // > [[3, 4], [1, 2]]
print(chunk([1, 2, 3, 4, 5], 2)) // > [[1, 2], [3, 4], [5]]
seen = []
print(each([1, 2], fn(x) => push(seen, x)), seen) // > nil [1, 2]
