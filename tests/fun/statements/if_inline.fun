// section: 6.if
x = 5
if (x > 3) x = 1
print(x) // > 1
if x == 1 print("one") // > one
else print("other")
if x == 2 print("two")
elif x == 1 print("elif") // > elif
else print("none")
fun f(c)
  if (c) return "early"
  return "late"
print(f(true), f(false)) // > early late
if (x) - 1 == 0 print("continued") // > continued
else print("zero")
