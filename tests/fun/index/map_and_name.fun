// section: 5.index
m = {a: 1, "b c": 2, 3: "three"}
print(m["a"], m.a, m["b c"], m[3], m["zz"], m.zz) // > 1 1 2 three nil nil
m.a = 10
m["n"] = {x: [1, 2]}
m.n.x[1] = 5
m.n.y = 6
print(m.a, m.n) // > 10 {"x": [1, 5], "y": 6}
m.a += 1
m["a"] *= 2
print(m.a) // > 22
