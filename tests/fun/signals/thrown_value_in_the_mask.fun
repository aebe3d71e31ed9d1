// section: 12.signals
f = fiber(fn()
  throw [1, 2]
, {mask: ["error"]})
print(f.resume().value) // > [1, 2]
