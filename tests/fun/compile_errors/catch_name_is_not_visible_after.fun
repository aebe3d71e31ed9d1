// section: 3.clause
try
  throw 1
catch problem
  print(problem)
print(problem)
// exit: 1
// stderr: Parse error catch_name_is_not_visible_after.fun:6:7: Undefined name 'problem'
// stderr: Failed to compile script: catch_name_is_not_visible_after.fun
