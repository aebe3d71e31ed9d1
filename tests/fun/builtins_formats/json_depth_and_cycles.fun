// section: 16.9
// Nesting has no limit; a cycle is found however long it is.
// stdout:
// | 1 4 true true
// | 2 10 true true
// | 511 2044 true true
// | 513 2052 true true
// | 1100 4402 true true
// | ValueError: cannot encode a cyclic value
// | ValueError: cannot encode a cyclic value
fun deep(n)
  a = []
  for i in range(n)
    a = i % 2 == 0 ? [a] : {"k": a}
  return a
for n in [1, 2, 511, 513, 1100]
  t = json_encode(deep(n))
  u = json_decode(t)
  print(n, len(t), u == deep(n), json_encode(u) == t)
a = []
push(a, a)
try
  json_encode(a)
catch e
  print(e)
b = []
c = b
for i in range(700)
  c = [1, c]
push(b, c)
try
  json_encode(b)
catch e
  print(e)
