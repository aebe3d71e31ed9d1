// section: 12.signals
try
  emit(5, 1)
catch e
  print(e.kind) // > TypeError
