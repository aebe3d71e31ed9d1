// section: 8.private
class C(x)
  fun _secret(this) => "s" + this.x
  fun open(this) => this._secret()
  fun through_fn(this)
    f = fn() => this._secret()
    return f()
class D(x) extends C
  fun use(this) => super._secret() + this._secret()
c = C("1")
print(c.open(), c.through_fn(), D("2").use()) // > s1 s1 s2s2
fun err(f)
  try
    f()
  catch e
    return to_string(e)
  return "no error"
print(err(fn() => c._secret())) // > AccessError: private method '_secret' is not accessible
print(err(fn() => c._secret)) // > AccessError: private method '_secret' is not accessible
print(err(fn() => c["_secret"])) // > AccessError: private method '_secret' is not accessible
m = {_open: fn(this) => "maps are free"}
print(m._open()) // > maps are free
