// section: 4.class
NotClass = 5
try
  NotClass v = 1
catch err
  print(err) // > TypeError: 'NotClass' is not a class
