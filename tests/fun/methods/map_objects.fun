// section: 5.method-map
obj = {n: 1}
obj.get_n = fn(this) => this.n
fun add(self_map, k)
  self_map.n += k
  return self_map.n
obj.add = add
print(obj.get_n(), obj.add(5), obj.n) // > 1 6 6
m = {len: fn(this) => "own"}
print(m.len(), {a: 1}.len()) // > own 1
plain = {f: fn(x) => x}
print(plain["f"](3)) // > 3
