// section: 6.while 8.methods
class Machine()
  stack = []
  fun run(this, code)
    for op in code
      if kind(op) == "Number"
        this.stack.push(op)
      elif op == "add"
        this._binary(fn(a, b) => a + b)
      elif op == "mul"
        this._binary(fn(a, b) => a * b)
      else
        error("unknown op " + op, "MachineError")
    return this.stack.pop()
  fun _binary(this, f)
    b = this.stack.pop()
    a = this.stack.pop()
    this.stack.push(f(a, b))
print(Machine().run([2, 3, "add", 4, "mul"])) // > 20
try
  Machine().run([1, "nop"])
catch err
  print(err) // > MachineError: unknown op nop
try
  Machine().run(["add"])
catch err
  print(err) // > Runtime error: pop from empty array
