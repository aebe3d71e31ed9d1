// section: 1.lines
fun f()
  return
  5
print(f()) // > nil
