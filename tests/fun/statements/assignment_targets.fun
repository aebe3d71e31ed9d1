// section: 6.assignment
class C(x)
  f = nil
c = C([1, {k: 2}])
c.x[1].k = 3
c.f = {g: [0]}
c.f.g[0] += 5
c["x"][0] = 9
print(c.x, c.f) // > [9, {"k": 3}] {"g": [5]}
a = [[1, 2], [3]]
a[0][1] *= 10
print(a) // > [[1, 20], [3]]
fun get()
  return c
get().x = "set"
print(c.x) // > set
