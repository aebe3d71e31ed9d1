// section: 2.maps
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
m = {a: 1}
fun put(k)
  m[k] = 1
print(err(fn() => put([1]))) // > TypeError: unhashable map key
print(err(fn() => put({}))) // > TypeError: unhashable map key
print(err(fn() => put(nan()))) // > TypeError: unhashable map key
print(err(fn() => m[[1]])) // > TypeError: unhashable map key
print(err(fn() => has(m, {}))) // > TypeError: unhashable map key
print(err(fn() => {[[1]]: 2})) // > TypeError: unhashable map key
print(err(fn() => put(freeze([{}])))) // > TypeError: unhashable map key
print(err(fn() => put(range(3)))) // > TypeError: unhashable map key
print(m) // > {"a": 1}
