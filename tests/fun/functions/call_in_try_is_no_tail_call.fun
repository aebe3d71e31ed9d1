// section: 7.6 9.3
fun fails()
  error("inside")
fun f()
  try
    return fails()
  catch err
    return "caught " + err.message
fun g()
  try
    return f()
  finally
    print("finally of g") // > finally of g
print(g()) // > caught inside
