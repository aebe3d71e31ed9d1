// section: 12.fuel 12.suspension
class P(n)
  fun toString(this)
    s = ""
    for i in range(this.n)
      s += "x"
    return s
f = fiber(fn() => print("<", P(20), P(3), ">"), {fuel: 5, mask: ["fuel"]})
r = f.resume()
while is_signal(r)
  f.add_fuel(5)
  r = f.resume()
// > < xxxxxxxxxxxxxxxxxxxx xxx >
