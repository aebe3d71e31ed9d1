// section: 12.deny
// What is started is confined by nobody, so a fiber that may not connect may not start what could.
fun refused(f, deny)
  try
    fiber(f, {deny: deny}).resume()
    return "done"
  catch e
    return str(e)
fun start()
  return exec(["true"])["code"]
print(refused(start, ["net"])) // > PermissionDenied: net is denied
print(refused(start, ["fs.write"])) // > PermissionDenied: fs.write is denied
print(refused(start, ["process"])) // > PermissionDenied: process is denied
print(refused(start, ["clock", "random"])) // > done
