// section: 3.var 3.const 4.integers
var uint8 a = 300
const uint8 N = 257
print(a, N) // > 44 1
a += 250
print(a) // > 38
fun f()
  var int8 x = 200
  const string S = "s"
  return [x, S]
print(f()) // > [-56, s]
