// section: 7.1
g = fn(x, x) => x
// exit: 1
// stderr: Parse error duplicate_fn_parameter.fun:2:11: Duplicate parameter name 'x'
// stderr: Failed to compile script: duplicate_fn_parameter.fun
