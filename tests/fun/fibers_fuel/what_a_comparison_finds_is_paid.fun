// section: 12.fuel 12.fibers
// A comparison or a copy looks at as much as it finds, and pays at the next charge point, be the fiber resumed before it
// or not. The resumer pays what a fiber leaves that ends without one.
a = range(3000).map(fn(i) => [i])
b = deep_copy(a)
fun compare()
  yield [a] == [b]
  for i in range(2)
    nil
  return [a] == [b]
f = fiber(compare, {fuel: 1000})
print(f.resume(), f.fuel() > 900) // > true true
print(f.resume(), f.fuel() < 700) // > true true
print(f.status()) // > done
// It is stopped in between when its budget does not suffice, and goes on with what it found.
f = fiber(compare, {fuel: 20, mask: ["yield", "fuel"]})
print(f.resume()) // > true
signals = 0
s = f.resume()
while is_signal(s)
  signals += 1
  f.add_fuel(100)
  s = f.resume()
print(s, signals > 2) // > true true
