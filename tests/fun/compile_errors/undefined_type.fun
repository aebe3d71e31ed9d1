// section: 3.undefined
Zzqqxx v = nil
// exit: 1
// stderr: Parse error undefined_type.fun:2:1: Undefined name 'Zzqqxx'
// stderr: Failed to compile script: undefined_type.fun
