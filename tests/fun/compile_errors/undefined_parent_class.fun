// section: 3.undefined
class A() extends Zzqqxx
  x = 1
// exit: 1
// stderr: Parse error undefined_parent_class.fun:2:19: Undefined name 'Zzqqxx'
// stderr: Failed to compile script: undefined_parent_class.fun
