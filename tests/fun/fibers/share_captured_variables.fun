// section: 12.fibers 7.5
fun make()
  n = 10
  f = fiber(fn()
    n += 1
    yield n
    n += 1
    return n
  )
  return [f, fn() => n]
[f, look] = make()
print(f.resume(), look(), f.resume(), look()) // > 11 11 12 12
