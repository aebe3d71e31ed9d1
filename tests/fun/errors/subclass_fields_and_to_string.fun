// section: 9.1
class E1(string text, code) extends Error
  extra = 1
class E2(string text) extends Error
  fun toString(this) => "custom " + this.message
e1 = E1("t", 5)
print(keys(e1), len(e1)) // > [text, code, extra] 3
e2 = E2("shown")
print(e2, f"{e2}") // > custom shown custom shown
