// section: 7.3
fun a()
  1 + 1
fun b()
  return
print(a(), b(), kind(a())) // > nil nil Nil
