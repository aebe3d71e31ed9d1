// section: 11.2 5.method-module 6.for-lazy
import "_util" as util
import "_util.fun" as again
import twice, Point, count as c, bump from "_util"
import _pkg._shapes as shapes
import <_pkg/_shapes> as s2
import area as surface from _pkg._shapes
// > util runs
print(util.twice(4), twice(5), again.count, c) // > 8 10 0 0
// Names are read live, whichever way they were imported.
print(bump(), c, util.count, util.bump(by: 2), c) // > 1 1 1 3 3
p = util.Point(1, y: 2)
print(p.norm(), Point(x: 3).x, p) // > 3 3 Point {"x": 1, "y": 2}
print(shapes.area(2, 3), s2.area(w: 5), surface(h: 2, w: 4)) // > 6 5 8
util.declare()
print(util.late) // > late
// A field of an exported map is a method of the map, an export is none of the module.
print(util.table.f(1)) // > 2
// Classes of modules as parents, types and patterns.
class P3(z) extends util.Point(1, z)
class P4 extends Point(7)
match P3(9)
  case util.Point(a, b) => print(a, b) // > 1 9
util.Point typed = P4()
Point other = typed
print(other.x, typed is other) // > 7 true
fun f(util.Point v) -> Point => v
print(f(P3(2)).z) // > 2
try
  f(1)
catch e
  print(e) // > TypeError: f() expects util.Point for 'v'
// A class is the same class in every module.
print(instance_of(p, Point), util.Point is again.Point) // > true true
