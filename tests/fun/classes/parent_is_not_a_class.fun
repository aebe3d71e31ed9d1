// section: 8.inheritance
NotClass = 5
try
  class C() extends NotClass
    x = 1
catch err
  print(err) // > TypeError: Parent is not a class
