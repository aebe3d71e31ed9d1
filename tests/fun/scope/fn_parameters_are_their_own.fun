// section: 3.clause
x = 1
g = fn(x) => x * 2
print(g(5), x) // > 10 1
