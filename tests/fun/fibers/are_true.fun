// section: 2.truthiness 12.fibers
if fiber(fn() => 1)
  print("true") // > true
