print("util runs")
count = 0
_secret = 1
fun twice(n) => n * 2
fun bump(by = 1)
  count += by
  return count
class Point(x, y = 0)
  fun norm(this) => this.x + this.y
fun declare()
  global late
  late = "late"
table = {f: fn(this, n) => n + len(this)}
call = nil
