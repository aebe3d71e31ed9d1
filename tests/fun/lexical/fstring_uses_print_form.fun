// section: 1.f-strings
class P(x)
  fun toString(this) => f"P<{this.x}>"
print(f"{P(3)}") // > P<3>
try
  1 / 0
catch err
  print(f"{err}") // > Runtime error: division by zero
print(f"{[1]} {({a: 1})}") // > [1] {"a": 1}
