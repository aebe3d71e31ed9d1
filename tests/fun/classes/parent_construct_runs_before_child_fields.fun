// section: 8.construct 8.inheritance
log = []
class A(x)
  fun _construct(this, x)
    push(log, ["A", x, this.hook(), has(this, "f")])
  fun hook(this) => "A.hook"
class B(x) extends A
  f = "field"
  fun _construct(this, x)
    push(log, ["B", x, has(this, "f")])
  fun hook(this) => "B.hook"
B(7)
print(log) // > [[A, 7, B.hook, 0], [B, 7, 1]]
