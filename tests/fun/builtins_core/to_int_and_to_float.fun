// section: 16.1
print(to_int(3.9), to_int(-3.9), to_int(7), kind(to_int(1.0))) // > 3 -3 7 Number
fun err(f)
  try
    f()
  catch e
    return e.kind
  return "no error"
print(err(fn() => to_int(nan())), err(fn() => to_int(inf()))) // > ValueError ValueError
print(to_float(1), kind(to_float(1)), to_float(2.5)) // > 1 Float 2.5
