// section: 12.deny
fun* g()
  try
    yield cwd()
  catch e
    yield e.kind
fun outer()
  return g().resume()
print(fiber(outer, {deny: ["env"]}).resume()) // > PermissionDenied
