// section: 12.suspension
fun run()
  try
    throw "x"
  catch e when yield "filter"
    return "caught " + e
f = fiber(run)
print(f.resume(), f.resume(true)) // > filter caught x
