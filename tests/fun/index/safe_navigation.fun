// section: 5.safe
n = nil
m = {a: {b: 1}, f: fn(this) => 7}
print(n?.x, m?.a, m?.a?.b, m?.zz?.b) // > nil {"b": 1} 1 nil
print(n?.method(), m?.f(), "s"?.upper()) // > nil 7 S
calls = 0
fun arg()
  calls += 1
  return 1
n?.method(arg())
print(calls) // > 0
