// section: 5.index
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
a = [1]
s = "abc"
n = 5
u = nil
print(err(fn() => a["x"])) // > TypeError: INDEX_GET index must be int for array
print(err(fn() => a[nil])) // > TypeError: INDEX_GET index must be int for array
print(err(fn() => a[0.5])) // > TypeError: INDEX_GET index must be int for array
print(err(fn() => s["x"])) // > TypeError: INDEX_GET index must be int for string
print(err(fn() => n[0])) // > TypeError: INDEX_GET expects array or map (got container=int, index=int)
print(err(fn() => u["k"])) // > TypeError: INDEX_GET expects array or map (got container=nil, index=string)
print(err(fn() => u.name)) // > TypeError: INDEX_GET expects array or map (got container=nil, index=string)
print(err(fn() => s.name)) // > TypeError: INDEX_GET expects array or map (got container=string, index=string)
fun set_string_key()
  a["x"] = 1
print(err(set_string_key)) // > TypeError: INDEX_SET index must be int for array
