// section: 12.fibers
fun letters(s)
  for c in s
    yield c
a = fiber(letters)
b = fiber(letters)
out = [a.resume("xyz"), b.resume("123")]
push(out, a.resume(), b.resume(), a.resume(), b.resume())
print(join(out, "")) // > x1y2z3
