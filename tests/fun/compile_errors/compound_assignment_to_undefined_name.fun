// section: 3.undefined
zzqqxx.a = 1
// exit: 1
// stderr: Parse error compound_assignment_to_undefined_name.fun:2:1: Undefined name 'zzqqxx'
// stderr: Failed to compile script: compound_assignment_to_undefined_name.fun
