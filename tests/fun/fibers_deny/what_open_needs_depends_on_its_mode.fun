// section: 12.deny
fun attempt(mode)
  try
    open("/no/such/file", mode)
  catch e
    return e.kind
print(fiber(attempt, {deny: ["fs.read"]}).resume("r"), fiber(attempt, {deny: ["fs.write"]}).resume("r")) // > PermissionDenied IoError
print(fiber(attempt, {deny: ["fs.read"]}).resume("w"), fiber(attempt, {deny: ["fs.write"]}).resume("w")) // > IoError PermissionDenied
print(fiber(attempt, {deny: ["fs.read"]}).resume("r+"), fiber(attempt, {deny: ["fs.write"]}).resume("a")) // > PermissionDenied PermissionDenied
