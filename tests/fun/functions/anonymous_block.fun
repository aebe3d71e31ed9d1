// section: 7.4
f = fn(a)
  b = a + 1
  return b * 2
print(f(1)) // > 4
r = [1, 2].map(fn(x)
  y = x * 2
  return y
)
print(r) // > [2, 4]
m = {
  "f": fn(x)
    return x + 1
  ,
  "g": fn(x)
    if x
      return "yes"
    return "no"
}
print(m["f"](1), m["g"](0)) // > 2 no
print([1, 2, 3].filter(fn(x)
  return x > 1
).map(fn(x) => x * 3)) // > [6, 9]
e2 = fn()

print(e2()) // > nil
