// section: 12.deny 12.signals
fun middle()
  f = fiber(fn() => cwd(), {mask: ["denied"]})
  s = f.resume()
  try
    f.proceed()
  catch e
    return [s.name, e.kind, f.status()]
print(fiber(middle, {deny: ["env"]}).resume()) // > [denied, PermissionDenied, suspended]
