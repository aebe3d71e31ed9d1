// section: 8.protocols
class D(known)
  store = {}
  fun m(this) => 1
  fun _get(this, k) => "get " + to_string(k)
  fun _set(this, k, v)
    this.store[k] = v
d = D("k")
print(d["known"], d["other"], d[5]) // > k get other get 5
print(kind(d["m"]), d.other) // > Function nil
d["known"] = "changed"
d["fresh"] = 1
d[7] = 2
print(d.known, d.store, d.fresh) // > changed {"fresh": 1, 7: 2} nil
d.direct = 3
print(d.direct, has(d, "fresh")) // > 3 0
