// section: 6.break
if true
  break
// exit: 1
// stderr: Parse error break_outside_loop.fun:3:3: break outside a loop
// stderr: Failed to compile script: break_outside_loop.fun
