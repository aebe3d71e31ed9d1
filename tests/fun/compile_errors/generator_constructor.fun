// section: 8.methods
class A()
  fun* _construct(this)
    x = 1
// exit: 1
// stderr: Parse error generator_constructor.fun:3:
// stderr: Failed to compile script: generator_constructor.fun
