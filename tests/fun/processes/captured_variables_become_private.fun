// section: 13.sees
fun counter()
  n = 10
  fun bump()
    n += 1
    return n
  return bump
bump = counter()
print(bump()) // > 11
me = self()
fun child(f)
  me ! [f(), f()]
spawn(child, bump)
receive
  case m => print(m) // > [12, 13]
print(bump()) // > 12
