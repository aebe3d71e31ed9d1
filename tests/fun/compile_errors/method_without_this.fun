// section: 8.methods
class A()
  fun m(x)
    return 1
// exit: 1
// stderr: Parse error method_without_this.fun:3:9: First parameter of a method must be 'this'
// stderr: Failed to compile script: method_without_this.fun
