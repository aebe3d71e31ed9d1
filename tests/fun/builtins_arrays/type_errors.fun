// section: 16.2
fun err(f)
  try
    f()
  catch e
    return e.kind
print(err(fn() => push(5, 1)), err(fn() => pop("s")), err(fn() => map(5, len)), err(fn() => sort({})), err(fn() => keys(5)))
// > TypeError TypeError TypeError TypeError TypeError
