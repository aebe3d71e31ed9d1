// Arrays of numbers that follow one another, without the end. `range` takes the place of the builtin one.

// From 0 to n.
fun range(n) => range3(0, n, 1)

// From start to end.
fun range2(start, end) => range3(start, end, 1)

// From start to end, `step` apart and downward if it is negative; none if it is 0.
fun range3(start, end, number step)
  var out = []
  number i = start
  while step > 0 and i < end or step < 0 and i > end
    push(out, i)
    i += step
  return out
