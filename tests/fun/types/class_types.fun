// section: 4.class
class Point(x)
class Sub(x) extends Point
Point p = Point(1)
p = Sub(2)
print(p.x) // > 2
try
  p = 5
catch err
  print(err, p.x) // > TypeError: expected Point 2
try
  p = nil
catch err
  print(err) // > TypeError: expected Point
Sub s = Sub(3)
try
  s = Point(1)
catch err
  print(err) // > TypeError: expected Sub
