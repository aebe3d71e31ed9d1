// section: 10.match
// Names are fresh variables of their arm.
x = "outer"
match [1, 2]
  case [x, y]
    print(x, y) // > 1 2
    x = 5
    print(x) // > 5
print(x) // > outer
fs = []
for i in range(3)
  match i
    case 1 => push(fs, fn() => "one")
    case n
      n = n * 10
      push(fs, fn() => n)
print(fs.map(fn(f) => f())) // > [0, one, 20]
fun counter(v)
  match v
    case [n, ...]
      fun inc()
        n += 1
        return n
      return inc
c = counter([5])
print(c(), c()) // > 6 7
// Other names that an arm assigns belong to the function.
fun f(v)
  match v
    case 1
      z = "first"
    case _ => z = "second"
  return z
print(f(1), f(2)) // > first second
fun unset(v)
  match v
    case 1 => w = 1
    case _ => nil
  return w
print(unset(1), unset(2)) // > 1 nil
// Both alternatives bind the same variables.
fun pair(v) => match v
  case [a, "x", b] | [b, "y", a] => f"{a} {b}"
  case {left: a, right: b} | {l: a, r: b} as m when len(m) == 2 => f"{a}{b}"
print(pair([1, "x", 2]), pair([1, "y", 2]), pair({left: 3, right: 4}), pair({l: 5, r: 6})) // > 1 2 2 1 34 56
