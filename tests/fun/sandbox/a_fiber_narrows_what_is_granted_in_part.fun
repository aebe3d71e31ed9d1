// section: 12.deny
// limits: --allow=fs.read:.
f = fiber(fn() => is_dir("."), {deny: ["fs.read"]})
try
  f.resume()
catch e
  print(e) // > PermissionDenied: fs.read is denied
print(is_dir(".")) // > true
