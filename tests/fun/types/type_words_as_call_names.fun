// section: 1.type-words
print(map([1], fn(x) => x + 1), array(2)) // > [2] [nil, nil]
map([3], print) // > 3
any([1])
array(1)
