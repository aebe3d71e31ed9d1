// section: 3.undefined
fun f()
  return zzqqxx + 1
// exit: 1
// stderr: Parse error undefined_name_in_function.fun:3:10: Undefined name 'zzqqxx'
// stderr: Failed to compile script: undefined_name_in_function.fun
