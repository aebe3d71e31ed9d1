// section: 12.deny
fun f()
  try
    return map(["X"], env)
  catch e
    return e.kind
print(fiber(f, {deny: ["env"]}).resume()) // > PermissionDenied
