// section: 3.redefine
fun f() => 1
print(f()) // > 1
fun f() => 2
print(f()) // > 2
if false
  fun f() => 3
print(f()) // > 2
g = 5
fun g() => 6
print(g()) // > 6
