// section: 12.fuel 12.suspension
// Those that work at once, in steps, elsewhere, and those that call functions: each stops when the budget is spent, and
// gives the same as if it had not been.
text = repeat("ab1,", 2000)
works = {
  "at once": fn() => upper(text),
  "in steps": fn() => regex_replace(text, "[0-9]", "x"),
  "parsed": fn() => csv_parse(text),
  "written": fn() => json_encode(text.split(",")),
  "elsewhere": fn() => sha256(text),
  "with calls": fn() => text.split("1").sorted().map(fn(s) => s + "!"),
  "through toString": fn() => [text, [text]].map(str)
}
for name, work in works
  f = fiber(work, {fuel: 40, mask: ["fuel"]})
  signals = 0
  s = f.resume()
  while is_signal(s)
    signals += 1
    f.add_fuel(40)
    s = f.resume()
  print(name, signals > 0, s == work())
// > at once true true
// > in steps true true
// > parsed true true
// > written true true
// > elsewhere true true
// > with calls true true
// > through toString true true
