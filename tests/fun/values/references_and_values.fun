// section: 2.references
a = [1]
b = a
push(b, 2)
print(a) // > [1, 2]
m = {}
fun fill_in(x)
  x.k = 1
fill_in(m)
print(m) // > {"k": 1}
s = "x"
t = s
t += "y"
print(s, t) // > x xy
class P(v)
p = P(1)
q = p
q.v = 2
print(p.v) // > 2
