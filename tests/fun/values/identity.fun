// section: 2.identity
a = [1]
b = [1]
c = a
print(a is b, a is c, a is not b) // > false true true
print(1 is 1, 1 is 1.0, 1 is 2, true is 1) // > true false false false
print("ab" is "a" + "b", "a" is b"a", nil is nil) // > true false true
print(nan() is nan(), 1.5 is 1.5, nil is false) // > true true false
class P(x)
p = P(1)
print(p is p, p is P(1), P is P, len is len) // > true false true true
print(range(3) is range(3), b"x" is b"x") // > true true
