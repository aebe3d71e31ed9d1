// section: 3.fallback
keys = keys({a: 1})
print(keys) // > [a]
print(keys({b: 2})) // > [b]
fun f(m)
  len = len(m)
  return len
print(f([1, 2])) // > 2
min = 5
print(min(3, 4), min) // > 3 5
min = fn(a, b) => "callable"
print(min(3, 4)) // > callable
