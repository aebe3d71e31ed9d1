// section: 3.var
fun helper() => "module"
fun f()
  fun helper() => "local"
  class C(x)
  return [helper(), C(1).x]
print(f(), helper()) // > [local, 1] module
for i in [5]
  print(i) // > 5
fun g()
  for i in [1, 2]
    j = i
  return j
print(g(), i) // > 2 5
