// section: 12.fuel
fun burnt(f, n)
  g = fiber(f, {fuel: 1000000000})
  g.resume(n)
  return 1000000000 - g.fuel()
fun check(name, f)
  small = burnt(f, 10000) / 10000.0
  large = burnt(f, 100000) / 100000.0
  print(name, large / small < 1.1 && small / large < 1.1)
check("repeat", fn(n) => repeat("a", n * 16)) // > repeat true
check("map", fn(n) => map(range(n), fn(x) => x)) // > map true
check("concat", fn(n) => repeat("a", n * 16) + repeat("b", n * 16)) // > concat true
check("split", fn(n) => split(repeat("a,", n * 8), ",")) // > split true
// skip-mode: round-trip stores large values hundreds of thousands of times
// skip-mode: gc-stress moves large values hundreds of thousands of times
// skip-mode: preempt has hundreds of thousands of slices
