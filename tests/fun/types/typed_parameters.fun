// section: 4.parameters
fun f(number a, string b = "x") -> string
  return b + to_string(a)
print(f(1), f(2, "y"), f(true)) // > x1 y2 x1
fun tell(g)
  try
    g()
  catch err
    print(err)
tell(fn() => f("no")) // > TypeError: f() expects Number for 'a'
tell(fn() => f(1, 2)) // > TypeError: f() expects String for 'b'
class P(x)
fun opt(number? n, boolean b, P p, array<number> a) => n
tell(fn() => opt("s", true, P(1), [1])) // > TypeError: opt() expects Number? for 'n'
tell(fn() => opt(1, "s", P(1), [1])) // > TypeError: opt() expects Boolean for 'b'
tell(fn() => opt(1, true, 5, [1])) // > TypeError: opt() expects P for 'p'
tell(fn() => opt(1, true, P(1), ["s"])) // > TypeError: opt() expects array<number> for 'a'
print(opt(nil, true, P(1), [])) // > nil
