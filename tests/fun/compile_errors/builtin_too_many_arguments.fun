// section: 7.2
print(len("a", "b"))
// exit: 1
// stderr: Parse error builtin_too_many_arguments.fun:2:
// stderr: len expects 1 argument
// stderr: Failed to compile script: builtin_too_many_arguments.fun
