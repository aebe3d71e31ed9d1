// section: 16.1
a = [1, [2], {k: 3}]
f = freeze(a)
print(f, is_frozen(f), is_frozen(a), is_frozen(f[1]), is_frozen(f[2])) // > [1, [2], {"k": 3}] true false true true
push(a, 4)
print(len(a), len(f)) // > 4 3
t = thaw(f)
push(t, 5)
print(t, is_frozen(t), is_frozen(t[1])) // > [1, [2], {"k": 3}, 5] false true
print(freeze(f) is f, freeze(5), freeze("s")) // > true 5 s
class P(x)
p = freeze(P([1]))
try
  p.x = 2
catch err
  print(err.kind) // > FrozenError
print(p.x, is_frozen(p.x)) // > [1] true
fun err(f)
  try
    f()
  catch e
    return to_string(e)
cyc = []
push(cyc, cyc)
print(err(fn() => freeze(cyc))) // > ValueError: cannot freeze a cyclic value
