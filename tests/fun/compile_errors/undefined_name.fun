// section: 3.undefined
length = 1
print(lenght)
// exit: 1
// stderr: Parse error undefined_name.fun:3:7: Undefined name 'lenght' (did you mean 'length'?)
// stderr: Failed to compile script: undefined_name.fun
