// section: 12.deny
fun f()
  try
    return map([1], fn(x) => cwd())
  catch e
    return e.kind
print(fiber(f, {deny: ["env"]}).resume()) // > PermissionDenied
