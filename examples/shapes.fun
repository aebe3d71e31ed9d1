// Methods, inheritance, super, and functions as values.

class Shape(name)
  fun area(this) => 0
  fun toString(this) => f"{this.name} of {this.area():.2f}"

class Rectangle(width, height) extends Shape("rectangle")
  fun area(this) => this.width * this.height

class Square(side) extends Rectangle(side, side)
  fun toString(this) => "square, a " + super.toString()

class Circle(radius) extends Shape("circle")
  fun area(this) => 3.141592653589793 * this.radius * this.radius

shapes = [Rectangle(3, 4), Circle(1.5), Square(2)]
for shape in shapes
  print(shape)
// > rectangle of 12.00
// > circle of 7.07
// > square, a rectangle of 4.00

largest = shapes.reduce(shapes[0], fn(a, b) => a.area() > b.area() ? a : b)
print(largest.name, instance_of(shapes[2], Rectangle))  // > rectangle true
