n = 1
fun g()
  return 5
try
  return g()
finally
  n = g() - 4
done = true
