// section: 9.3
fun f(v)
  try
    throw v
  catch e when e == 1
    return "one"
  catch e when e == 2
    return "two"
  catch e when len(e) > 2
    return "long"
  catch
    return "other"
print(f(1), f(2), f("abc"), f("a")) // > one two long other
fun by_kind(g)
  try
    return g()
  catch e when e.kind == "IndexError"
    return "index"
  catch e when e.kind == "TypeError"
    return "type"
print(by_kind(fn() => [][0]), by_kind(fn() => 1 + nil), by_kind(fn() => 5)) // > index type 5
try
  by_kind(fn() => 1 / 0)
catch e
  print("unmatched", e.kind) // > unmatched DivisionByZero
