// section: 16.1
a = [1, [2]]
b = copy(a)
c = deep_copy(a)
push(a[1], 3)
push(a, 4)
print(a, b, c) // > [1, [2, 3], 4] [1, [2, 3]] [1, [2]]
m = {k: [1]}
n = copy(m)
n.z = 1
push(n.k, 2)
print(m, n) // > {"k": [1, 2]} {"k": [1, 2], "z": 1}
