// section: 16.2
a = [3, 1, 2]
b = sort(a)
print(a, b is a) // > [1, 2, 3] true
print(sort(["b", "a", "C"]), sort([2.5, 1, 2]), sort([[2], [1, 5], [1]])) // > [C, a, b] [1, 2, 2.5] [[1], [1, 5], [2]]
print(sort([1, 2, 3], fn(x, y) => y - x), sort([1, 3, 2], fn(x, y) => x > y)) // > [3, 2, 1] [3, 2, 1]
people = [["bob", 2], ["al", 1], ["cy", 2], ["di", 1]]
print(sort(people, fn(x, y) => x[1] - y[1])) // > [[al, 1], [di, 1], [bob, 2], [cy, 2]]
print(sort([]), sort([1])) // > [] [1]
