at = 0 // the parser's position in the text

fun document(n)
  out = []
  for i in range(0, n)
    push(out, f'{{"id":{i},"name":"user number {i}","tags":["alpha","beta","gamma"],"score":{i}.5,"active":{i % 2 == 0 ? "true" : "false"},"nested":{{"x":{i % 100},"y":null}}}}')
  return "[" + join(out, ",") + "]"

fun ws(s) // skips white space, returns the byte after it
  while true
    c = byte_at(s, at)
    if c == 32 || c == 10 || c == 13 || c == 9
      at = at + 1
    else
      return c

fun quoted(s) // at is just after the opening quote
  e = find(s, '"', at)
  piece = substr(s, at, e - at)
  b = find(piece, "\\")
  if b < 0
    at = e + 1
    return piece
  parts = []
  while b >= 0
    push(parts, substr(piece, 0, b))
    c = substr(s, at + b + 1, 1)
    push(parts, c == "n" ? "\n" : c == "t" ? "\t" : c == "r" ? "\r" : c)
    at = at + b + 2
    e = find(s, '"', at)
    piece = substr(s, at, e - at)
    b = find(piece, "\\")
  push(parts, piece)
  at = e + 1
  return join(parts, "")

fun value(s)
  c = ws(s)
  if c == 34
    at = at + 1
    return quoted(s)
  elif c == 123
    o = {}
    at = at + 1
    if ws(s) == 125
      at = at + 1
      return o
    while true
      ws(s)
      at = at + 1
      k = quoted(s)
      ws(s)
      at = at + 1
      o[k] = value(s)
      c = ws(s)
      at = at + 1
      if c == 125
        return o
  elif c == 91
    a = []
    at = at + 1
    if ws(s) == 93
      at = at + 1
      return a
    while true
      push(a, value(s))
      c = ws(s)
      at = at + 1
      if c == 93
        return a
  elif c == 116
    at = at + 4
    return true
  elif c == 102
    at = at + 5
    return false
  elif c == 110
    at = at + 4
    return nil
  else
    start = at
    while (c >= 48 && c <= 57) || c == 46 || c == 45 || c == 43 || c == 101 || c == 69
      at = at + 1
      c = byte_at(s, at)
    return to_number(substr(s, start, at - start))

fun escape(v)
  parts = []
  for c in v
    if c == '"' || c == "\\" || c < " " || c == "\x7f"
      push(parts, c == "\n" ? "\\n" : c == "\t" ? "\\t" : c == "\r" ? "\\r" : "\\" + c)
    else
      push(parts, c)
  return join(parts, "")

fun quote(v)
  for i in range(0, len(v))
    c = byte_at(v, i)
    if c == 34 || c == 92 || c < 32 || c == 127
      return '"' + escape(v) + '"'
  return '"' + v + '"'

fun write(v, out)
  t = kind(v)
  if t == "String"
    push(out, quote(v))
  elif t == "Number" || t == "Float"
    push(out, to_string(v))
  elif t == "Boolean"
    push(out, v ? "true" : "false")
  elif t == "Nil"
    push(out, "null")
  elif t == "Array"
    push(out, "[")
    for i in range(0, len(v))
      if i > 0
        push(out, ",")
      write(v[i], out)
    push(out, "]")
  else
    push(out, "{")
    rest = false
    for k, x in v
      if rest
        push(out, ",")
      rest = true
      push(out, quote(k))
      push(out, ":")
      write(x, out)
    push(out, "}")

fun main()
  doc = document(80000)
  at = 0
  v = value(doc)
  ids = 0
  for i in range(0, len(v))
    ids = ids + v[i].id + v[i].nested.x
  out = []
  write(v, out)
  return len(join(out, "")) + ids

t0 = time_ns()
r = main()
t1 = time_ns()
print("CHECK", r)
print("MS", (t1 - t0) / 1000000.0)
