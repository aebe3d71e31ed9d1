// section: 4.others
function f = len
print(f("ab")) // > 2
class C()
  x = 1
f = C
print(f) // > <class C>
try
  f = 5
catch err
  print(err) // > TypeError: expected Function
nil n = nil
try
  n = 1
catch err
  print(err, n) // > TypeError: expected Nil nil
any a = 1
a = "s"
a = nil
print(a) // > nil
