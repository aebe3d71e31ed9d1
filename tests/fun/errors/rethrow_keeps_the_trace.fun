// section: 9.2
fun thrower()
  error("first")
try
  try
    thrower()
  catch err
    throw err
catch again
  print(again.message, again.trace[0]["function"], again.trace[0].line) // > first thrower 3
