// section: 8.super
class P()
  x = 1
class C() extends P
  fun m(this) => super.nope()
try
  C().m()
catch err
  print(err) // > TypeError: no method 'nope' on P
