// section: 4.boolean
boolean a = true
boolean b = 2
boolean c = 3
boolean d = -1
print(a, b, c, d) // > true 0 1 1
print(kind(a), kind(b)) // > Boolean Number
try
  a = "x"
catch err
  print(err, a) // > TypeError: expected Boolean or Number for boolean true
try
  a = 1.0
catch err
  print(err) // > TypeError: expected Boolean or Number for boolean
