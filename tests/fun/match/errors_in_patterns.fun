// section: 10.patterns
// stderr: errors_in_patterns.fun:8:8: Undefined name 'Pont' (did you mean 'Point'?)
// stderr: errors_in_patterns.fun:9:9: Undefined name 'nothing'
// exit: 1
class Point(x, y)
v = 1
match v
  case Pont(1, 2) => 1
  case ^nothing => 2
