// section: 9.5
log = []
x = 0
fun f()
  defer
    push(log, "block")
    push(log, x)
  defer x = 5
  push(log, "body")
f()
print(log) // > [body, block, 5]
