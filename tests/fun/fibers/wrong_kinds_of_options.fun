// section: 12.fibers
fun attempt(options)
  try
    fiber(fn() => 1, options)
    return "accepted"
  catch e
    return e.kind
print(attempt({mask: "yield"}), attempt({mask: [1]}), attempt({fuel: "many"})) // > TypeError TypeError TypeError
print(attempt({fuel: -1}), attempt({name: 5}), attempt({deny: "net"})) // > TypeError TypeError TypeError
print(attempt(nil), attempt({}), attempt({fuel: nil, name: nil})) // > accepted accepted accepted
