// section: 12.signals
inner = fiber(fn()
  exit 9
)
outer = fiber(fn() => inner.resume(), {mask: ["exit"]})
s = outer.resume()
print(s.value, s.fiber is outer) // > 9 true
