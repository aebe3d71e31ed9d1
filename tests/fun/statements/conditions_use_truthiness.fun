// section: 6.if 2.truthiness
fun pick(v)
  return v ? "yes" : "no"
print(pick([]), pick([0]), pick({}), pick({a: 0}), pick(""), pick("0"), pick(0.0), pick(nan())) // > no yes no yes no yes no yes
n = 0
a = [1, 2, 3]
while a
  n += pop(a)
print(n, a) // > 6 []
