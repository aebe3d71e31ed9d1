// section: 2.kinds 16.1
print(kind(nil), kind(true), kind(1), kind(1.0)) // > Nil Boolean Number Float
print(kind("s"), kind(b"s"), kind([]), kind({})) // > String Bytes Array Map
print(kind(range(3)), kind(len), kind(fn() => 1)) // > Range Function Function
class C()
  x = 1
fun f()
  return 1
print(kind(C), kind(C()), kind(f)) // > Class Instance Function
try
  1 / 0
catch err
  print(kind(err), typeof(err)) // > Error Error
