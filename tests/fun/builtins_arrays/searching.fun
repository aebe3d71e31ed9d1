// section: 16.2
a = [5, 8, 12]
print(find_index(a, fn(x) => x > 6), find_first(a, fn(x) => x > 6)) // > 1 8
print(any(a, fn(x) => x > 10), any(a, fn(x) => x > 100), any([0, nil]), any([0, 1]), any([])) // > true false false true false
print(all(a, fn(x) => x > 1), all(a, fn(x) => x > 6), all([1, "x"]), all([1, 0]), all([])) // > true false true false true
print(count([1, 2, 1], 1), count([1, 2, 3], fn(x) => x > 1), bsearch([1, 3, 5, 7], 5)) // > 2 2 2
