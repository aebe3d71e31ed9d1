// section: 9.7
print(zzqqxx)
y = 5x
// exit: 1
// stderr: Parse error names_are_resolved_after_syntax.fun:3:5: Invalid number
// stderr-not: Undefined name
// stderr: Failed to compile script: names_are_resolved_after_syntax.fun
