// section: 9.3
fun f()
  try
    error("one")
  catch err
    return "inner " + err.message
try
  print(f()) // > inner one
  try
    error("two")
  catch err
    print("middle", err.message) // > middle two
    error("three")
catch err
  print("outer", err.message) // > outer three
