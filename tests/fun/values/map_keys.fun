// section: 2.maps
class C()
  x = 1
fun f()
  return 1
m = {}
m[nil] = 1
m[true] = 2
m[1] = 3
m["1"] = 4
m[b"1"] = 5
m[1.5] = 6
m[C] = 7
m[f] = 8
m[len] = 9
print(m[nil], m[true], m[1], m["1"], m[b"1"]) // > 1 2 3 4 5
print(m[1.5], m[C], m[f], m[len], len(m)) // > 6 7 8 9 9
print(m[false], m[0], m["x"], m.missing) // > nil nil nil nil
