// section: 6.assignment
x = 1
print((x = 2))
// exit: 1
// stderr: Parse error assignment_is_no_expression.fun:3:
// stderr: Failed to compile script: assignment_is_no_expression.fun
