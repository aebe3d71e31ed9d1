// section: 12.deny
fun f()
  try
    return env("HOME")
  catch e
    return str(e)
print(fiber(f, {deny: ["env"]}).resume()) // > PermissionDenied: env is denied
