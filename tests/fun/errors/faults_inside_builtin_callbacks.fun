// section: 9.3 16.2
fun risky(x)
  if x == 2
    error("two")
  return x
try
  [1, 2, 3].map(risky)
catch err
  print(err.message) // > two
fun first_bad(xs)
  each(xs, fn(x)
    if x < 0
      throw x
  )
  return nil
try
  first_bad([1, -5, 2])
catch v
  print(v) // > -5
