// section: 9.3
try
  throw 5
catch e when e.no.such > 1
  print("never")
catch e
  print("second", e) // > second 5
try
  try
    throw "x"
  catch e when 1 / 0
    print("never")
catch outer
  print(outer) // > x
