// section: 7.2
print(len())
// exit: 1
// stderr: Parse error builtin_arity_is_checked_statically.fun:2:
// stderr: len expects 1 argument
// stderr: Failed to compile script: builtin_arity_is_checked_statically.fun
