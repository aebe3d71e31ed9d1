// section: 12.deny 12.signals
// limits: --allow=fs.read:.
f = fiber(fn() => read_file("../secret") + "!", {mask: ["denied"]})
s = f.resume()
print(s.name, s.value) // > denied {"capability": fs.read, "op": read_file, "args": [../secret]}
print(f.resume("substitute")) // > substitute!
// To proceed needs no less than to do it.
f = fiber(fn() => read_file("../secret"), {mask: ["denied"]})
f.resume()
try
  f.proceed()
catch e
  print(e) // > PermissionDenied: fs.read:../secret is denied
