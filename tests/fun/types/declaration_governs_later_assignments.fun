// section: 4.governs
uint8 u = 250
u += 10
print(u) // > 4
u *= 100
print(u) // > 144
fun f()
  u = 257
f()
print(u) // > 1
fun outer()
  int8 n = 1
  fun inner()
    n = 200
  inner()
  return n
print(outer()) // > -56
