// section: 9.7, 3.undefined
print(zzqqxx)
print(1)
print(yyppww)
// exit: 1
// stderr: Parse error several_undefined_names_are_reported.fun:2:7: Undefined name 'zzqqxx'
// stderr: Parse error several_undefined_names_are_reported.fun:4:7: Undefined name 'yyppww'
// stderr: Failed to compile script: several_undefined_names_are_reported.fun
