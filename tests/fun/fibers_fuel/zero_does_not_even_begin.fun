// section: 12.fuel
f = fiber(fn() => print("never"), {fuel: 0, mask: ["fuel"]})
s = f.resume()
print(s.name, f.status()) // > fuel suspended
