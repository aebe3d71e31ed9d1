// section: 8.protocols
class P(x)
  fun toString(this) => "P(" + to_string(this.x) + ")"
class Q(x) extends P
p = P(1)
print(p, to_string(p), str(p), f"{p}", [p]) // > P(1) P(1) P(1) P(1) [P(1)]
print(Q(2), join([p, Q(3)], ",")) // > P(2) P(1),P(3)
