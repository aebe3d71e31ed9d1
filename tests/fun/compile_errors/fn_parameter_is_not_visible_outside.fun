// section: 3.clause
g = fn(param) => param
print(param)
// exit: 1
// stderr: Parse error fn_parameter_is_not_visible_outside.fun:3:7: Undefined name 'param'
// stderr: Failed to compile script: fn_parameter_is_not_visible_outside.fun
