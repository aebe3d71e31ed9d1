// section: 9.1
// An error with so many fields of its own that they go to a map still has its trace, its cause and its hidden fields.
fun fill(e)
  for i in range(100)
    e[f"k{i}"] = i
  return e
try
  try
    throw fill(Error("first", "Odd"))
  catch first
    throw fill(Error("second"))
catch e
  print(e.message, e.kind, e.k99, len(e.trace), e.cause.message) // > second Error 99 1 first
  print(delete(e, "message"), e.message, has(e, "k99"), has(e, "message")) // > nil second 1 0
  print(delete(e, "k99"), e.k99, e.cause.trace[0].line) // > 99 nil 9
