// section: 6.loops
while false
  print(1)
else
  print(2)
// exit: 1
// stderr: Parse error loop_else.fun:4:1:
// stderr: Failed to compile script: loop_else.fun
