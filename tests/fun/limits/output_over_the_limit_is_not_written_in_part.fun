// section: 6.print
try
  print("far too long for it")
catch e
  print(e.kind) // > LimitError
// limits: --max-output=12
