// section: 2.kinds 16.1
print(typeof(nil), typeof(true), typeof(1), typeof(1.0)) // > Nil Boolean Number Float
print(typeof("s"), typeof(b"s"), typeof([]), typeof({})) // > String Bytes Array Map
class C()
  x = 1
print(typeof(range(3)), typeof(len), typeof(C), typeof(C())) // > Range Function Function C
