// section: 16.2
fun t(f)
  try
    f()
  catch e
    print(e)
t(fn() => map(1, 2)) // > TypeError: map expects (array|range|string|bytes|map|instance|fiber, function|instance), got int and int
t(fn() => slice(1, 2)) // > TypeError: slice expects (array|range|string|bytes, int|nil), got int and int
t(fn() => range(2.0)) // > TypeError: range expects (int), got float
