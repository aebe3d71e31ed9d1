// section: 12.signals
fun f()
  try
    throw "x"
  catch e
    return "handled"
print(fiber(f, {mask: ["error"]}).resume()) // > handled
