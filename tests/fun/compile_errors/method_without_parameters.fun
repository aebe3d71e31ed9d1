// section: 8.methods
class A()
  fun m()
    return 1
// exit: 1
// stderr: Parse error method_without_parameters.fun:3:
// stderr: First parameter of a method must be 'this'
// stderr: Failed to compile script: method_without_parameters.fun
