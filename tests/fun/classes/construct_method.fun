// section: 8.construct
log = []
class C(x, y = 2)
  f = "init"
  fun _construct(this, x, y)
    push(log, [x, y, this.f])
    this.sum = x + y
    this.x = 50
    return "ignored"
c = C(1)
print(log, c) // > [[1, 2, init]] C {"x": 50, "y": 2, "f": init, "sum": 3}
