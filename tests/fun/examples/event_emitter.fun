// section: 8.methods 7.5 2.maps
class Emitter()
  handlers = {}
  fun on(this, name, f)
    this.handlers[name] ??= []
    push(this.handlers[name], f)
    return this
  fun fire(this, name, ...args)
    for f in this.handlers[name] ?? []
      f(...args)
    return len(this.handlers[name] ?? [])
log = []
e1 = Emitter()
e1.on("add", fn(a, b) => push(log, a + b)).on("add", fn(a, b) => push(log, a * b))
print(e1.fire("add", 3, 4), e1.fire("none"), log) // > 2 0 [7, 12]
