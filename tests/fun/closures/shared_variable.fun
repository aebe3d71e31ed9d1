// section: 7.5
fun pair()
  n = 0
  set_n = fn(v)
    n = v
  get_n = fn() => n
  n = 5
  return [get_n, set_n]
p = pair()
print(p[0]()) // > 5
p[1](9)
print(p[0]()) // > 9
