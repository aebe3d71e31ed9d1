// section: 1.source
if true
  print(1) // > 1