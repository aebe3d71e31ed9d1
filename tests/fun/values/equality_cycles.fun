// section: 2.equality
a = [1]
push(a, a)
b = [1]
push(b, b)
print(a == b, a == a) // > true true
c = [2]
push(c, c)
print(a == c) // > false
m = {}
m.m = m
n = {}
n.m = n
print(m == n) // > true
