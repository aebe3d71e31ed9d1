// section: 5.method-builtin
print("abc".upper(), "a,b".split(","), [3, 1, 2].sort()) // > ABC [a, b] [1, 2, 3]
print({a: 1}.keys(), [1, 2].map(fn(x) => x * 2), "x".len()) // > [a] [2, 4] 1
print([1, 2, 3].filter(fn(x) => x > 1).map(fn(x) => x + 1).join("-")) // > 3-4
print((5).to_string(), 2.5.floor(), range(3).to_array(), b"ab".len()) // > 5 2 [0, 1, 2] 2
print(nil.to_string(), true.repr(), len.kind()) // > nil true Function
a = [1]
a.push(2)
a.push(3, 4)
print(a, a.len(), a.pop()) // > [1, 2, 3] 4 4
