// section: 3.var
i = "module"
fun f()
  for i in range(2)
    x = i
  return [i, x]
print(f(), i) // > [1, 1] module
