// section: 12.fuel 12.signals
// The innermost would see fuel, but cannot run without its parent's.
fun forever()
  while true
    nil
inner = fiber(forever, {mask: ["fuel"]})
middle = fiber(fn() => inner.resume(), {fuel: 100})
outer = fiber(fn() => middle.resume(), {mask: ["fuel"]})
s = outer.resume()
print(s.value is middle, s.fiber is outer) // > true true
print(inner.status(), middle.status(), outer.status()) // > suspended suspended suspended
