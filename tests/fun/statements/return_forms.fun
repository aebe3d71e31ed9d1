// section: 6.return 7.3
fun a()
  return
fun b()
  return 1 + 1
fun c()
  x = 1
fun d()
  if false
    return 1
fun g()
  for i in range(10)
    while true
      if i == 3
        return i
      break
print(a(), b(), c(), d(), g()) // > nil 2 nil nil 3
