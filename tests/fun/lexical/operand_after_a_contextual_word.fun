// section: 1.contextual
fun caught(f)
  try
    f()
  catch e
    return e
fun one()
  throw -1
fun two()
  throw [2]
fun three()
  throw (3)
fun four()
  throw {k: 4}
fun five()
  throw not true
fun six()
  throw fn() => 6
print(caught(one), caught(two), caught(three), caught(four), caught(five), caught(six)()) // > -1 [2] 3 {"k": 4} false 6
