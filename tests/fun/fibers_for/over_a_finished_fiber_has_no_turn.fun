// section: 6.for-lazy
f = fiber(fn() => 1)
f.resume()
for x in f
  print("never")
print(to_array(f)) // > []
