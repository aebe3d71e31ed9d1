// section: 16.1
print(arity(fn(a, b) => 1), arity(fn() => 1)) // > 2 0
