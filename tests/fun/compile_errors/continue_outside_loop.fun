// section: 6.break
continue
// exit: 1
// stderr: Parse error continue_outside_loop.fun:2:1: continue outside a loop
// stderr: Failed to compile script: continue_outside_loop.fun
