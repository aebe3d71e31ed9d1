// section: 7.8
fun* nat(n)
  while true
    n = n + (yield n)
g = nat(1)
print(g.resume(), g.resume(10), g.resume(5)) // > 1 11 16
