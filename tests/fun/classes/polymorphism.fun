// section: 8.inheritance 8.super
class Shape(name)
  fun area(this) => 0
  fun describe(this) => f"{this.name}: {this.area()}"
class Square(side) extends Shape("square")
  fun area(this) => this.side * this.side
class Circle(r) extends Shape("circle")
  fun area(this) => 3 * this.r * this.r
  fun describe(this) => "about " + super.describe()
shapes = [Square(2), Circle(1), Shape("none")]
print(shapes.map(fn(s) => s.describe())) // > [square: 4, about circle: 3, none: 0]
