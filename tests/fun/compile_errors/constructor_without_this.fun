// section: 8.construct
class A(x)
  fun _construct(x)
    y = 1
// exit: 1
// stderr: Parse error constructor_without_this.fun:3:
// stderr: Constructor '_construct' must declare 'this' as its first parameter
// stderr: Failed to compile script: constructor_without_this.fun
