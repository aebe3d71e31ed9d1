// section: 9.4
log = []
fun f()
  x = 1
  try
    return x
  finally
    x = 2
    push(log, x)
print(f(), log) // > 1 [2]
fun tick(v)
  push(log, v)
  return v
fun g()
  try
    return tick("value")
  finally
    tick("finally")
print(g(), log) // > value [2, value, finally]
