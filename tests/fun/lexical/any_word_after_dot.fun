// section: 1.identifiers
m = {if: 1, class: 2}
m.while = 3
m.nil = 4
print(m.if, m.class, m.while, m["nil"]) // > 1 2 3 4
class C()
  fun for(this) => "f"
  fun return(this, x) => x
c = C()
print(c.for(), c.return(9)) // > f 9
fun f(a = 1) => a
try
  f(in: 2)
catch err
  print(err) // > TypeError: f() has no parameter 'in'
