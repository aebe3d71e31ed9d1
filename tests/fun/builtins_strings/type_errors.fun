// section: 16.4
fun err(f)
  try
    f()
  catch e
    return e.kind
print(err(fn() => upper(5)), err(fn() => split("a", 1)), err(fn() => find(1, "a")), err(fn() => repeat("a", "b"))) // > TypeError TypeError TypeError TypeError
fun text(f)
  try
    f()
  catch e
    return e.message
print(text(fn() => starts_with("a", 5))) // > starts_with expects (string, string), got string and int
