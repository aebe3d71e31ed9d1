// section: 12.signals
fun caught(mask, name)
  f = fiber(fn() => emit(name, 1), {mask: mask})
  try
    s = f.resume()
    return is_signal(s) ? s.name : f"bare {s}"
  catch e
    return e.kind
print(caught(2, "yield"), caught(1, "yield"), caught(65280, "anything"), caught(255, "anything")) // > bare 1 error anything error
print(caught(16, "debug"), caught(65535, "debug")) // > debug debug
