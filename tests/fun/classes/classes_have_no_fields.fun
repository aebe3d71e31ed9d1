// section: 8.class-values 5.index
class P(x)
  size = 1
  fun m(this) => 1
class Q extends P
  y = 2
print(P.name, Q.parent, P.parent, Q["name"], Q["parent"]) // > P <class P> nil Q <class P>
fun t(f)
  try
    print(f())
  catch e
    print(e)
t(fn() => P.size) // > TypeError: INDEX_GET expects array or map (got container=class, index=string)
t(fn() => P.m) // > TypeError: INDEX_GET expects array or map (got container=class, index=string)
t(fn() => Q["y"]) // > TypeError: INDEX_GET expects array or map (got container=class, index=string)
t(fn() => Error.message) // > TypeError: INDEX_GET expects array or map (got container=class, index=string)
