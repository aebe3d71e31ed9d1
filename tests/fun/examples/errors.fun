// section: 9.3 9.4
fun f(k)
  try
    return 10 / k
  catch e when e.kind == "IndexError"
    return -1
  finally
    echo("f ")
try
  print(f(5)) // > f 2
  f(0) // > f caught: Runtime error: division by zero
catch err
  print("caught: " + err)
