// section: 6.for-lazy
fun* level(n)
  if n == 0
    yield "bottom"
  else
    for x in level(n - 1)
      yield f"{x}{n}"
for x in level(10)
  print(x) // > bottom12345678910
