// section: 7.5
getter = nil
fun f()
  x = 1
  getter = fn() => x
  x = 2
  error("leave")
try
  f()
catch err
  print(err.message) // > leave
print(getter()) // > 2
