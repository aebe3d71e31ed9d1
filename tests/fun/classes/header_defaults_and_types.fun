// section: 8.construct
class P(number x, string s = "d", y = x + 1)
print(P(1)) // > P {"x": 1, "s": d, "y": 2}
print(P(true, "e", nil)) // > P {"x": 1, "s": e, "y": nil}
class U(uint8 n)
print(U(300).n) // > 44
