// section: 4.defaults
class P(x)
P p
print(p) // > nil
function f
print(f) // > nil
