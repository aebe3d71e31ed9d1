// section: 3.undefined, 1.reserved
nil = 3
// exit: 1
// stderr: Parse error assign_to_nil.fun:2:
// stderr: Failed to compile script: assign_to_nil.fun
