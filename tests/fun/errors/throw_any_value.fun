// section: 9.2
fun caught(v)
  try
    throw v
  catch e
    return e
print(caught(5), caught("s"), caught(nil), caught([1, 2]), caught({a: 1})) // > 5 s nil [1, 2] {"a": 1}
arr = [1]
print(caught(arr) is arr) // > true
