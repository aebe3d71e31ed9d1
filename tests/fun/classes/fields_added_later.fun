// section: 8.fields
class C(x)
c = C(1)
c.extra = 2
c["more"] = 3
print(c, len(c), keys(c), values(c)) // > C {"x": 1, "extra": 2, "more": 3} 3 [x, extra, more] [1, 2, 3]
delete(c, "x")
print(has(c, "x"), has(c, "extra"), c.x) // > 0 1 nil
