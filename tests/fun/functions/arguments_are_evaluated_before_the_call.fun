// section: 5.evaluation-order
log = []
fun t(x)
  push(log, x)
  return x
fun f(a, b = t("default"), ...c) => nil
f(t(1))
f(t(2), t(3), ...[t(4)], t(5))
print(log) // > [1, default, 2, 3, 4, 5]
class C(x, y = t("header"))
  z = t("field")
C(t("arg"))
print(log[6:]) // > [arg, header, field]
