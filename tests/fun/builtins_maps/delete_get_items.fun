// section: 16.3
m = {a: 1, b: nil}
print(get(m, "a"), get(m, "z"), get(m, "z", 5), get(m, "b", 5)) // > 1 nil 5 nil
print(items(m), delete(m, "a"), delete(m, "a"), m) // > [[a, 1], [b, nil]] 1 nil {"b": nil}
