fun fail(n)
  return 1 / n
fun cause()
  return fail(0)
