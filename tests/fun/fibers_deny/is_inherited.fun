// section: 12.deny
fun inner()
  try
    return cwd()
  catch e
    return e.kind
fun outer()
  return fiber(inner).resume()
print(fiber(outer, {deny: ["env"]}).resume()) // > PermissionDenied
