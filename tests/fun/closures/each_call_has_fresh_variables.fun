// section: 7.5
fun make(i)
  v = i
  return fn()
    v += 1
    return v
fs = [make(0), make(10)]
print(fs[0](), fs[0](), fs[1]()) // > 1 2 11
