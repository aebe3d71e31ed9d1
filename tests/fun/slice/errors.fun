// section: 5.slice
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
m = {}
n = 5
print(err(fn() => m[0:1])) // > TypeError: SLICE expects array or string, got map
print(err(fn() => n[0:1])) // > TypeError: SLICE expects array or string, got int
print(err(fn() => nil[:])) // > TypeError: SLICE expects array or string, got nil
print(err(fn() => [1]["a":]), err(fn() => [1][0:"b"])) // > TypeError: INDEX_GET index must be int for array TypeError: INDEX_GET index must be int for array
