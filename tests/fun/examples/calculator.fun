// section: 2.strings 9.1 8.private
class Parser(text)
  pos = 0
  fun peek(this)
    return this.pos < size(this.text) ? this.text[this.pos] : ""
  fun take(this)
    c = this.peek()
    this.pos += 1
    return c
  fun number(this)
    digits = ""
    while this.peek() in "0123456789" and this.peek() != ""
      digits += this.take()
    if digits == ""
      error(f"digit expected at {this.pos}", "CalcError")
    return to_number(digits)
  fun factor(this)
    if this.peek() == "("
      this.take()
      v = this.sum()
      this.take()
      return v
    if this.peek() == "-"
      this.take()
      return -this.factor()
    return this.number()
  fun product(this)
    v = this.factor()
    while this.peek() == "*" or this.peek() == "/"
      op = this.take()
      r = this.factor()
      v = op == "*" ? v * r : v / r
    return v
  fun sum(this)
    v = this.product()
    while this.peek() == "+" or this.peek() == "-"
      v = this.take() == "+" ? v + this.product() : v - this.product()
    return v
fun calc(s) => Parser(s).sum()
print(calc("1+2*3"), calc("(1+2)*3"), calc("-4+10/3"), calc("2*(3-(4-5))")) // > 7 9 -1 8
for bad in ["1+", "1/0"]
  try
    calc(bad)
  catch err
    print(err)
// > CalcError: digit expected at 2
// > Runtime error: division by zero
