// section: 4.failure 8.fields
class C()
  number n = "x"
try
  C()
catch err
  print(err.kind) // > TypeError
