// section: 7.8
fun* hanoi(n, from, to, over)
  if n > 0
    for m in hanoi(n - 1, from, over, to)
      yield m
    yield from + to
    for m in hanoi(n - 1, over, to, from)
      yield m
print(join(to_array(hanoi(3, "a", "c", "b")), " ")) // > ac ab cb ac ba bc ac
