// section: 7.4
fs = [
  fn(x)
    if x > 0
      return "pos"
    return "other"
  ,
  fn(x)
    return [
      x,
      x + 1
    ]
]
print(fs[0](1), fs[0](0), fs[1](5)) // > pos other [5, 6]
fun apply(f, x) => f(x)
if true
  r = apply(fn(x)
    y = x
    return y * 2
  , 4)
  print(r) // > 8
