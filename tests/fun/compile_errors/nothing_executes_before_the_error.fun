// section: 9.7
print("never printed")
x = = 1
// exit: 1
// stderr: Parse error nothing_executes_before_the_error.fun:3:5:
// stderr: Failed to compile script: nothing_executes_before_the_error.fun
