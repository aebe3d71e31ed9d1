// section: 8.private
class C(x)
  _p = 1
  fun change(this, v)
    this._p = v
c = C(1)
print(c._p, c["_p"]) // > 1 1
c.change(5)
print(c._p) // > 5
try
  c._p = 9
catch err
  print(err) // > AccessError: private field '_p' is not accessible
try
  c._new = 9
catch err
  print(err) // > AccessError: private field '_new' is not accessible
print(c._p) // > 5
m = {}
m._p = 1
print(m) // > {"_p": 1}
