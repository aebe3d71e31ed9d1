// section: 1.blocks
if true
    print("four") // > four
    if true
          print("six more") // > six more
    print("back") // > back
print("out") // > out
fun f(x)
  if x
    return "yes"
  return "no"
print(f(1), f(0)) // > yes no
