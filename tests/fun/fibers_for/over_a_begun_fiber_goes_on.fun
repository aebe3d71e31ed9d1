// section: 6.for-lazy
fun* g()
  for i in range(4)
    yield i
f = g()
f.resume()
f.resume()
print(to_array(f)) // > [2, 3]
