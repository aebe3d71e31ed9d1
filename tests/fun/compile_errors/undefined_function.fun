// section: 3.undefined
zzqqxx(1)
// exit: 1
// stderr: Parse error undefined_function.fun:2:1: Undefined name 'zzqqxx'
// stderr: Failed to compile script: undefined_function.fun
