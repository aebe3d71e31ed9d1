// section: 5.index
class C(x)
  y = 2
  fun m(this) => 3
c = C(1)
print(c.x, c["y"], c["m"], c.zz, c["zz"]) // > 1 2 <function C.m> nil nil
c["x"] = 5
c.new_field = 6
print(c.x, c["new_field"]) // > 5 6
