// section: 16.2
a = [1, 2, 3]
print(set(a, 1, 9), a) // > 9 [1, 9, 3]
print(insert(a, 0, 5), insert(a, 100, 6), insert(a, 2, 7), a) // > 4 5 6 [5, 1, 7, 9, 3, 6]
print(remove(a, 0), remove(a, 1), a) // > 5 7 [1, 9, 3, 6]
fun err(f)
  try
    f()
  catch e
    return to_string(e)
print(err(fn() => remove(a, 10))) // > Runtime error: remove index out of range
print(err(fn() => set(a, 10, 1))) // > Runtime error: index out of range
m = {a: 1}
print(clear(a), a, clear(m), m) // > 0 [] 0 {}
