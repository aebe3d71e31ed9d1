// section: 9.3
try
  print(1)
print(2)
// exit: 1
// stderr: Parse error try_without_clause.fun:2:
// stderr: Failed to compile script: try_without_clause.fun
