// section: 12.fibers 7.6
fun relay(f)
  return f.resume("in")
f = fiber(fn(x) => (yield x) + "!")
print(relay(f), relay(f)) // > in in!
