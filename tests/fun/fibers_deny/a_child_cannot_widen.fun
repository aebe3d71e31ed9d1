// section: 12.deny
fun inner()
  try
    return cwd()
  catch e
    return e.kind
print(fiber(fn() => fiber(inner, {deny: []}).resume(), {deny: ["env"]}).resume()) // > PermissionDenied
