// section: 6.break
for i in range(3)
  f = fn()
    break
// exit: 1
// stderr: Parse error break_in_function_inside_loop.fun:4:5: break outside a loop
// stderr: Failed to compile script: break_in_function_inside_loop.fun
