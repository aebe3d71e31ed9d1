// section: 4.contextual-type
print = 5
x = 1
print x
// exit: 1
// stderr: Parse error print_is_a_name_in_this_file.fun:4:
// stderr: 'print' is a name in this file; write print(x)
// stderr: Failed to compile script: print_is_a_name_in_this_file.fun
