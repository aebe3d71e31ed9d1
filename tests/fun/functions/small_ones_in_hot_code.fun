// section: 7.1 7.5
// Small functions that hot code calls: what they are given may change its kind, they may fail, and another may take their place.

fun half(x)
  return x / 2

fun sum_of_halves(n)
  total = 0
  for i in range(0, n)
    total = total + half(i)
  return total

print(sum_of_halves(4000)) // > 3998000
print(half(3), half(3.0)) // > 1 1.5

// Parameters are changed on the way; one of several ways out; a default is not small code.
fun clamp(x, low, high)
  if x < low
    x = low
  if x > high
    return high
  return x

fun clamped(n)
  total = 0
  for i in range(0, n)
    total = total + clamp(i - 500, -100, 1000)
  return total

print(clamped(3000)) // > 1954450

// Mixed kinds of results and arguments.
fun pick(flag, a, b)
  if flag
    return a
  return b

fun picked(n)
  count = 0
  last = nil
  for i in range(0, n)
    v = pick(i % 3 == 0, i, "s")
    if typeof(v) == typeof("s")
      count = count + 1
    last = pick(i % 2 == 0, [i], last)
  return [count, last]

print(picked(3000)) // > [2000, [2998]]

// It fails in the middle: the report names its line and its caller.
fun third(list, i)
  n = list[i] * 3
  return 100 / (n - 9)

fun fails(list)
  total = 0
  errors = []
  for i in range(0, 3000)
    try
      total = total + third(list, i % 5)
    catch e
      errors = [e.kind, total, i]
  return errors

print(fails([1, 2, 3, 4])) // > [IndexError, -9600, 2999]

// Fields and captured variables that it changes.
class Counter(n)
  fun step(this, by)
    this.n = this.n + by
    return by
  fun get(this)
    return this.n

fun counted(n)
  c = Counter(0)
  d = Counter(0.5)
  calls = 0
  bump = fn(k)
    calls = calls + k
    return calls
  last = 0
  for i in range(0, n)
    c.step(2)
    if i > 2500
      d.step(0.25)
    last = bump(1) + c.get()
  return [c.n, d.n, calls, last]

print(counted(3000)) // > [6000, 125.25, 3000, 9000]

// Another function comes where one has always been.
fun apply_all(functions, n)
  total = 0
  for i in range(0, n)
    f = functions[i * 4 / n]
    total = total + f(i)
  return total

inc = fn(x) => x + 1
print(apply_all([inc, inc, inc, fn(x) => x - 1], 4000)) // > 8000000
print(apply_all([inc, inc, inc, fn(x) => x * 0.5], 4000)) // > 6251250

// At the end of the stack it is the small function that does not fit any more.
fun down(n)
  small = half(n)
  if n > 0
    return down(n - 1) + small
  return small

print(down(3000)) // > 2250000

fun uncaught(list)
  t = 0
  for i in range(0, 2000)
    t = t + third(list, i / 700)
  return t
try
  uncaught([5, 4, 3])
catch e
  print(e.kind) // > DivisionByZero
third([3], 0)
// stderr: division by zero
// stderr: in third
// exit: 1
