// section: 12.fuel
// A budget counts although the process was stored after a fiber with a budget had been suspended inside another.
// limits: --mode=round-trip:3000
// fuel: 4523
fun burn(n)
  i = 0
  while i < n
    i = i + 1
  return i
fun b()
  emit("stop", nil)
  return 1
bf = fiber(b, {fuel: 100000})
fun kfun()
  burn(3500)
  yield "k1"
  burn(2000)
  return "k2"
k = fiber(kfun)
fun hfun()
  bf.resume()
  yield "h1"
  k.resume()
  yield "h2"
h = fiber(hfun, {mask: ["stop", "yield"]})
print(h.resume().name) // > stop
print(h.resume()) // > h1
print(h.resume()) // > h2
fun pfun()
  return k.resume()
p = fiber(pfun, {fuel: 1000})
try
  print(p.resume())
catch e
  print(e) // > FuelExhausted: fuel exhausted
print(k.status(), p.fuel()) // > error 10000
