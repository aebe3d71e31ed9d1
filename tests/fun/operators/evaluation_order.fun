// section: 5.evaluation-order
log = ""
fun t(x, v)
  log += x
  return v
t("a", 1) + t("b", 2) * t("c", 3)
print(log) // > abc
log = ""
a = [0, 0]
t("a", a)[t("i", 1)] = t("e", 5)
print(log, a) // > aie [0, 5]
log = ""
x = [t("1", 1), t("2", 2), {k: t("3", 3), [t("4", "j")]: t("5", 5)}]
print(log) // > 12345
log = ""
fun f(p, q)
  return p - q
t("f", f)(t("p", 1), t("q", 2))
f(q: t("Q", 1), p: t("P", 2))
print(log) // > fpqQP
log = ""
t("a", "xyz")[t("b", 0):t("c", 2)]
t("l", 1) < t("r", 2)
t("i", 1) in t("j", [1])
print(log) // > abclrij
