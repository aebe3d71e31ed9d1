// section: 2.equality
class P(x)
p = P(1)
q = p
print(p == P(1), p == q, p != P(1)) // > false true true
f = fn() => 1
g = fn() => 1
print(f == f, f == g, len == len, P == P) // > true false true true
print(p == nil, f == 1, P == "P", Error("x") == Error("x")) // > false false false false
