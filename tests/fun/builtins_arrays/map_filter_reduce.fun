// section: 16.2
print(map([1, 2], fn(x) => x * 2), filter([1, 2, 3], fn(x) => x != 2)) // > [2, 4] [1, 3]
print(reduce([1, 2, 3], 10, fn(acc, v) => acc + v), reduce([], "init", fn(acc, v) => 0)) // > 16 init
print(map([], fn(x) => x), map([1], to_string)) // > [] [1]
