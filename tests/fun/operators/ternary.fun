// section: 5.ternary
print(true ? 1 : 2, nil ? 1 : 2, 0 ? 1 : 2, "x" ? 1 : 2) // > 1 2 2 1
print(false ? 1 : true ? 2 : 3) // > 2
print(true ? false ? 1 : 2 : 3) // > 2
calls = []
fun note(x)
  push(calls, x)
  return x
print(true ? note("a") : note("b")) // > a
print(false ? note("c") : note("d")) // > d
print(calls) // > [a, d]
x = 5
print(x > 3 ? "big" : "small") // > big
