// section: 8.construct 8.fields
class Point(x, y)
  sum = x + y
  double_x = this.x * 2
  tags = []
p = Point(1, 2)
print(p.x, p.y, p.sum, p.double_x) // > 1 2 3 2
q = Point(3, 4)
push(q.tags, "t")
print(p.tags, q.tags) // > [] [t]
print(p) // > Point {"x": 1, "y": 2, "sum": 3, "double_x": 2, "tags": []}
