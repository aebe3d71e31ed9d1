// section: 12.fibers
class P(x)
  y = x + 1
f = fiber(P)
print(f.resume(1)) // > P {"x": 1, "y": 2}
