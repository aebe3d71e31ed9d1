// section: 13.messages 13.sees
class Point(x, y)
  fun plus(this, o) => Point(this.x + o.x, this.y + o.y)
class Point3(x, y, z) extends Point(x, y)
  fun up(this) => this.z
fun child(parent)
  receive
    case [Point() as p, c]
      parent ! [p.plus(p), instance_of(p, c), class_of(p) is c, Point3(1, 2, 3)]
pid = spawn(child, self())
pid ! [Point(1, 2), Point]
receive
  case [Point(x, y) as q, a, b, t]
    print(x, y, class_of(q) is Point, a, b) // > 2 4 true true true
    print(t.up(), instance_of(t, Point), class_of(t) is Point3, t.plus(q)) // > 3 true true Point {"x": 3, "y": 6}
