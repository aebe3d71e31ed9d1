// section: 6.assignment
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
s = "abc"
fa = freeze([1])
fm = freeze({a: 1})
b = b"ab"
r = range(3)
n = 5
fun one()
  s[0] = "x"
fun two()
  fa[0] = 2
fun three()
  fm.a = 2
fun four()
  b[0] = 1
fun five()
  r[0] = 1
fun six()
  n[0] = 1
print(err(one)) // > FrozenError: cannot modify a String
print(err(two)) // > FrozenError: cannot modify a frozen Array
print(err(three)) // > FrozenError: cannot modify a frozen Map
print(starts_with(err(four), "FrozenError: "), starts_with(err(five), "FrozenError: ")) // > true true
print(err(six)) // > TypeError: INDEX_SET expects array or map (got container=int, index=int)
print(err(fn() => push(fa, 1))) // > FrozenError: cannot modify a frozen Array
print(s, fa, fm) // > abc [1] {"a": 1}
