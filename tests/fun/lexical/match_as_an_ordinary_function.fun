// section: 1.contextual
fun match(v, cases)
  return get(cases, v, "none")
x = match(2, {2: "two"})
print(x, match(3, {})) // > two none
fun after(ms) => ms + 1
print(after(1)) // > 2
