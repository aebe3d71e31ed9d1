// section: 2.print
print([]) // > []
print([1, "x", true, nil, 1.5, 2.0]) // > [1, x, true, nil, 1.5, 2]
print([[1, [2]], {a: "b"}]) // > [[1, [2]], {"a": b}]
print(["a, b", ""]) // > [a, b, ]
print([len, fn() => 1]) // > [<function len>, <fn>]
