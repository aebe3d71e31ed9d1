// section: 8.private 5.index
// this["_x"] is this._x, however the name is made.
class C(x)
  _p = 1
  fun set(this, k, v)
    this["_" + k] = v
    this["_fixed"] = 7
    this["_p"] += 10
  fun read(this, k) => this[k]
  fun call(this) => this["_secret"](this)
  fun _secret(this) => "secret"
  fun later(this) => fn(k, v) => this.put(k, v)
  fun put(this, k, v)
    write = fn() => 1
    this[k] = v
    return this[k]
  fun swap(this)
    this["_a"], this["_b"] = 1, 2
    [this["_a"], this["_b"]] = [this["_b"], this["_a"]]
    this["_c"] ??= 5
    return [this["_a"], this["_b"], this["_c"]]
c = C(1)
c.set("q", 2)
print(c._q, c._fixed, c._p, c.read("_q"), c["_q"], c.call(), c.later()("_z", 9), c._z, c.swap()) // > 2 7 11 2 2 secret 9 9 [2, 1, 5]
fun outside(f)
  try
    f()
  catch e
    print(e)
fun put(o, k, v)
  o[k] = v
outside(fn() => put(c, "_p", 9)) // > AccessError: private field '_p' is not accessible
outside(fn() => put(c, "_new", 9)) // > AccessError: private field '_new' is not accessible
outside(fn() => c["_secret"]) // > AccessError: private method '_secret' is not accessible
class D
  fun other(this, o)
    o["_p"] = 1
  fun _get(this, k) => "got " + k
  fun _set(this, k, v)
    print("set", k, v)
  fun use(this)
    this["_n"] = 1
    return this["_n"]
outside(fn() => D().other(c)) // > AccessError: private field '_p' is not accessible
print(D().use())
// > set _n 1
// > got _n
