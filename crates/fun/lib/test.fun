// Tests: suites, cases, assertions that show what differs.
//
// `quintet test` finds the files, runs them side by side and sums up. A case runs where it stands; what it throws, whether an
// assertion or anything else, makes it fail, and the file goes on.

_token = ""
_wanted = ""
_path = []
_before = []
_after = []

// What runs the tests asks for marks in the output.
try
  _token = env("QUINTET_TEST")
  _wanted = env("QUINTET_TEST_FILTER")
catch denied when denied.kind == "PermissionDenied"
  _token = ""

fun _mark(what, text, started = nil)
  if _token != ""
    took = started is nil ? "" : str(clock_mono_ms() - started) + " "
    echo(_token + what + " " + took + text.replace("\\", "\\\\").replace("\n", "\\n") + "\n")

// Groups the cases that `body` runs under a name.
fun suite(name, function body)
  push(_path, str(name))
  push(_before, [])
  push(_after, [])
  try
    body()
  finally
    pop(_path)
    pop(_before)
    pop(_after)

// Runs a function before each case of the suite that is being run, also of suites inside.
fun before_each(function f)
  _hooks(_before).push(f)

// Runs a function after each case of the suite that is being run, also if the case fails.
fun after_each(function f)
  _hooks(_after).push(f)

fun _hooks(list)
  if len(list) == 0
    push(list, [])
  return last(list)

// Runs a test, unless it is filtered out.
fun case(name, function body)
  full = join(_path + [str(name)], " > ")
  if not (_wanted in full)
    _mark("filtered", full)
    return
  _mark("begin", full)
  // Whoever ends a program that hangs shall know where it was.
  flush()
  started = clock_mono_ms()
  try
    for list in _before
      for f in list
        f()
    try
      body()
    finally
      for list in reverse(_after)
        for f in list
          f()
    _mark("pass", full, started)
    if _token == ""
      print("ok    " + full)
  catch skipped when kind(skipped) == "Error" and skipped.kind == "SkipTest"
    _mark("skip", skipped.message, started)
    if _token == ""
      print(f"skip  {full}: {skipped.message}")
  catch thrown
    _mark("fail", _report(thrown), started)
    if _token == ""
      eprint(f"FAIL  {full}\n{_report(thrown)}")

// Runs a case for every row: `body` gets the elements of an Array as its arguments, anything else as its only one. Rows
// may have names: those of a Map are its keys.
fun table(name, rows, function body)
  named = kind(rows) == "Map"
  for key, row in rows
    row_name = named ? str(key) : repr(row)
    row = kind(row) == "Array" ? row : [row]
    case(f"{name} [{row_name}]", fn() => body(...row))

fun _report(thrown)
  if kind(thrown) != "Error"
    return "thrown: " + repr(thrown)
  text = thrown.kind == "AssertError" ? thrown.message : str(thrown)
  for place in thrown.trace ?? []
    if has(place, "file") and place.file != "test.fun"
      return f"{text}\n  at {place.file}:{place.line}"
  return text

fun _fail(message, note)
  throw Error(note is nil ? message : f"{note}: {message}", "AssertError")

// Fails, with a reason.
fun fail(message = "failed")
  _fail(message, nil)

// Ends the case; it counts as skipped.
fun skip(reason = "")
  throw Error(reason, "SkipTest")

// The value counts as true.
fun ok(value, note = nil)
  if not value
    _fail(f"{repr(value)} does not count as true", note)

// Both are equal. Shows line by line how `actual` differs.
fun eq(actual, expected, note = nil)
  if actual == expected
    return
  got = repr(actual)
  wanted = repr(expected)
  if len(got) + len(wanted) < 60 and not ("\n" in str(actual))
    _fail(f"expected {wanted}, got {got}", note)
  _fail("not equal (- expected, + actual)\n" + _difference(_lines(expected), _lines(actual)), note)

// Both are different.
fun ne(actual, other, note = nil)
  if actual == other
    _fail(f"both are {repr(actual)}", note)

// Both are numbers, and differ by at most `tolerance`.
fun near(actual, expected, tolerance = 1e-9, note = nil)
  if not (abs(actual - expected) <= tolerance)
    _fail(f"expected {repr(expected)} within {tolerance}, got {repr(actual)}", note)

// The container has the element, key or text.
fun contains(container, element, note = nil)
  if not (element in container)
    _fail(f"{repr(element)} is not in {repr(container)}", note)

// `body` throws an Error of this kind (any, if it is nil), which is returned.
fun throws(wanted, function body, note = nil)
  try
    body()
  catch thrown
    found = kind(thrown) == "Error" ? thrown.kind : kind(thrown)
    if wanted is nil or found == wanted
      return thrown
    _fail(f"expected {wanted}, got {thrown}", note)
  _fail(f"expected {wanted ?? 'an error'}, nothing was thrown", note)

// A value as lines: every element of a container that is not short has its own.
fun _lines(value, indent = "", name = "")
  if kind(value) == "String"
    if indent == "" and "\n" in value
      return split(value, "\n")
    return [indent + name + repr(value)]
  if not (kind(value) in ["Array", "Map"]) or len(repr(value)) < 60
    return [indent + name + repr(value)]
  is_map = kind(value) == "Map"
  out = [indent + name + (is_map ? "{" : "[")]
  for key, element in value
    out = out + _lines(element, indent + "  ", is_map ? repr(key) + ": " : "")
  push(out, indent + (is_map ? "}" : "]"))
  return out

// The lines of two texts, with what is missing and what is new marked; long equal stretches are left out.
fun _difference(before, after)
  start = 0
  while start < len(before) and start < len(after) and before[start] == after[start]
    start += 1
  end = 0
  while end < len(before) - start and
      end < len(after) - start and
      before[-1 - end] == after[-1 - end]
    end += 1
  marked = _marked(before[start:len(before) - end], after[start:len(after) - end])
  head = before[max(0, start - 2):start].map(fn(line) => "    " + line)
  tail = before[len(before) - end:len(before) - end + min(end, 2)].map(fn(line) => "    " + line)
  return join(head + marked + tail, "\n")

fun _marked(before, after)
  rows = len(before)
  columns = len(after)
  if rows * columns > 250000
    return before.map(fn(line) => "  - " + line) + after.map(fn(line) => "  + " + line)
  // The length of the longest common part of what follows each pair of places.
  common = []
  for i in range(rows + 1)
    push(common, array(columns + 1, 0))
  for i in range(rows - 1, -1, -1)
    for j in range(columns - 1, -1, -1)
      same = before[i] == after[j]
      common[i][j] = same ? common[i + 1][j + 1] + 1 : max(common[i + 1][j], common[i][j + 1])
  out = []
  i = 0
  j = 0
  while i < rows or j < columns
    if i < rows and j < columns and before[i] == after[j]
      push(out, "    " + before[i])
      i += 1
      j += 1
    elif i < rows and (j == columns or common[i + 1][j] >= common[i][j + 1])
      push(out, "  - " + before[i])
      i += 1
    else
      push(out, "  + " + after[j])
      j += 1
  return out
