// section: 5.literals
k = "dyn"
m = {a: 1, 2: 3}
print({"k": 1, name: 2, [k]: 3, [1 + 1]: 4}) // > {"k": 1, "name": 2, "dyn": 3, 2: 4}
print({...m, b: 5}, {a: 0, ...m}, {...m, a: 9}) // > {"a": 1, 2: 3, "b": 5} {"a": 1, 2: 3} {"a": 9, 2: 3}
print({a: 1, a: 2}, {a: 1,}) // > {"a": 2} {"a": 1}
print({true: 1, nil: 2, -5: 3, if: 4}) // > {true: 1, nil: 2, -5: 3, "if": 4}
k2 = "other"
print({k2: 1}) // > {"k2": 1}
