// section: 16.2
a = [3, 1, 2]
print(sorted(a), a, sorted("cab"), sorted(range(3, 0, -1))) // > [1, 2, 3] [3, 1, 2] [a, b, c] [1, 2, 3]
print(sort_by(["ccc", "a", "bb"], len)) // > [a, bb, ccc]
print(reverse(a), a, reverse("ab"), reverse(b"ab")) // > [2, 1, 3] [3, 1, 2] ba b"ba"
