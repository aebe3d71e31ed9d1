// section: 10.match
// The value of an arm is that of its expression, or of the last statement of its block.
fun f(n) => match n
  case 1 => "one"
  case 2
    x = n * 10
    x + 1
  case 3
    x = n
  case 4
    if true
      "not the last statement"
  case 5
  case _
    match n
      case 6 => "inner"
      case other => other
print(f(1), f(2), f(3), f(4), f(5), f(6), f(7)) // > one 21 nil nil nil inner 7
x = match 1
  case 1 => match 2
    case 2 => "nested"
print(x) // > nested
// As the right side of every assignment.
number n = match "a"
  case "a" => 2.0
print(n, typeof(n)) // > 2 Sint64
n += match n
  case 2 => 5
a = [1, 2, 3]
k = 0
a[k] = match 5
  case 5
    k = 2
    99
a[k] += match 0
  case 0
    k = 1
    10
print(n, a, k) // > 7 [99, 2, 13] 1
p, q = 1, match p
  case nil => "unset"
print(p, q) // > 1 unset
[p, q] = match 1
  case 1 => [q, p]
print(p, q) // > unset 1
m = {}
m.x ??= match 3
  case y => y
const K = match m
  case {x} => x
print(m, K) // > {"x": 3} 3
// An arm may be a simple statement.
for i in range(5)
  match i
    case 0 => continue
    case 3 => break
    case _ => print(i)
// > 1
// > 2
fun g(v)
  match v
    case 1 => return "returned"
    case 2 => throw "thrown"
  return "behind"
print(g(1), match_or(2)) // > returned caught thrown
fun match_or(v)
  try
    return g(v)
  catch e
    return "caught " + e
// Calls in arms are in tail position.
fun count(n, acc = 0) => match n
  case 0 => acc
  case _ => count(n - 1, acc + 1)
print(count(200000)) // > 200000
fun loop(n)
  return match n
    case 0
      "done"
    case k when k > 0
      loop(k - 1)
print(loop(200000)) // > done
