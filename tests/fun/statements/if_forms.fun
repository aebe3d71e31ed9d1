// section: 6.if
fun sign_of(n)
  if n > 0
    return "+"
  elif n < 0
    return "-"
  else
    return "0"
print(sign_of(5), sign_of(-5), sign_of(0)) // > + - 0
fun grade(n)
  if n > 2
    return "a"
  else if n > 1
    return "b"
  else if n > 0
    return "c"
  return "d"
print(grade(3), grade(2), grade(1), grade(0)) // > a b c d
if ""
  print("never")
if (1) && (2)
  print("both") // > both
if [] == []
  print("equal") // > equal
