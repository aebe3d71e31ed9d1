// section: 5.unary
x = 5
print(-x, --x, - -x, ~x, !x, !!x) // > -5 5 5 -6 false true
print(-0.0, -1.5, -(0.0), 0 - 0.0) // > -0 -1.5 -0 0
try
  -"a"
catch err
  print(err.kind, starts_with(err.message, "NEG expects numbers")) // > TypeError true
try
  ~1.5
catch err
  print(err.kind) // > TypeError
