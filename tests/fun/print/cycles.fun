// section: 2.print
a = [1]
push(a, a)
print(a) // > [1, [...]]
m = {}
m.self = m
print(m) // > {"self": {...}}
class Node(name)
  me = nil
n = Node("x")
n.me = n
print(n) // > Node {"name": x, "me": Node {...}}
b = [2]
print([b, b]) // > [[2], [2]]
c = [b]
d = {c: c}
push(c, d)
print(c) // > [[2], {"c": [...]}]
