// section: 12.fibers
f = fiber(fn() => print("never"))
try
  f.throw("it")
catch e
  print(e, f.status()) // > it error
