// section: 6.for 3.builtins
fun range(n)
  return ["mine"]
for i in range(2)
  print(i)
// > 0
// > 1
print(range(2)) // > [mine]
