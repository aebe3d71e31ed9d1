// section: 2.truthiness
fun t(v)
  if v
    return "T"
  return "F"
print(t(nil), t(false), t(0), t(0.0), t(-0.0)) // > F F F F F
print(t(""), t(b""), t([]), t({}), t(range(0))) // > F F F F F
print(t(true), t(1), t(-1), t(0.1), t(nan())) // > T T T T T
print(t("0"), t(" "), t(b"\0"), t([nil]), t({a: nil})) // > T T T T T
print(t(range(1)), t(len), t(fn() => nil)) // > T T T
class E()
  x = 0
print(t(E), t(E())) // > T T
class NoFields()
print(t(NoFields())) // > T
print(t(error_value()), !"", !!"x") // > T true true
fun error_value()
  return Error("x")
