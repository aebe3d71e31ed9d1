// section: 7.8
g = (fn*(n) => yield n * 2)(4)
print(g.resume()) // > 8
squares = fn*(n)
  for i in range(n)
    yield i * i
print(to_array(squares(4))) // > [0, 1, 4, 9]
