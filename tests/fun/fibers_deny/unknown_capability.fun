// section: 12.deny
try
  fiber(fn() => 1, {deny: ["fs"]})
catch e
  print(e) // > ValueError: unknown capability "fs"
