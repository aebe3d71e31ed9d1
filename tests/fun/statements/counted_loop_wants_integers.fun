// section: 6.for
fun t(f)
  try
    f()
  catch e
    print(e)
fun one()
  for i in range(2.0)
    print(i)
fun two()
  for i in range("a", 2)
    print(i)
fun three()
  for i in range(1, 2, nil)
    print(i)
t(one) // > TypeError: range expects integers, got float
t(two) // > TypeError: range expects integers, got string
t(three) // > TypeError: range expects integers, got nil
