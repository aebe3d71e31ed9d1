// section: 9.2 9.3
// Code that throws often goes on with what each handler may rely on: what was thrown, and the variables as they were.

fun leaf(i)
  if i % 3 == 0
    throw i * 10
  if i % 3 == 1
    return [1, 2][i]
  return i

// Variables that live across the call, in a frame that is left.
fun between(i)
  a = i + 1
  b = i * 2.5
  c = i % 2 == 0
  d = leaf(i)
  if c
    return a + b + d
  return b - a + d

fun sum(n)
  total = 0
  floats = 0.5
  kinds = [0, 0, 0]
  last = nil
  for i in range(0, n)
    try
      floats = floats + 0.25
      last = between(i)
      kinds[2] = kinds[2] + 1
    catch e
      if typeof(e) == typeof(1)
        total = total + e + i
        kinds[0] = kinds[0] + 1
      else
        total = total + 1
        kinds[1] = kinds[1] + 1
  return [total, floats, kinds, last]

print(sum(3000)) // > [16484499, 750.5, [1000, 999, 1001], 7496.5]

// A value is thrown and stopped in one function; cleanups run on the way.
fun here(n)
  steps = 0
  cleaned = 0
  text = ""
  i = 0
  while i < n
    try
      try
        steps = steps + i
        if i % 4 == 3
          throw "four"
        if i % 4 == 2
          nil.field
        steps = steps + 1
      finally
        cleaned = cleaned + 1
    catch e
      text = str(e)
    i = i + 1
  return [steps, cleaned, text]

print(here(2000)) // > [2000000, 2000, four]

// Thrown by one function, stopped many frames further out, and again.
fun deep(n, i)
  if n == 0
    throw {at: i}
  x = deep(n - 1, i) + n
  return x

fun again(n)
  seen = 0
  for i in range(0, n)
    try
      try
        deep(i % 20, i)
      catch e
        e.at = e.at + 1
        throw e
    catch e
      seen = seen + e.at
  return seen

print(again(1500)) // > 1125750

// In a fiber: what nobody stops there goes to whoever resumed it.
fun generate()
  fun* numbers(n)
    for i in range(0, n)
      if i % 5 == 4
        try
          leaf(i - i % 3)
        catch e
          yield e
      else
        yield i
    throw "no more"
  total = 0
  for round in range(0, 40)
    f = numbers(60)
    try
      while true
        total = total + f.resume()
    catch e
      total = total + len(e)
  return total

print(generate()) // > 202360
