// section: 6.fresh
fun show() => i
for i in range(2)
  print(show())
// > 0
// > 1
print(show(), i) // > 1 1
