// section: 9.5
fun f()
  defer
    return 1
// exit: 1
// stderr: Parse error return_in_defer.fun:4:5:
// stderr: Failed to compile script: return_in_defer.fun
