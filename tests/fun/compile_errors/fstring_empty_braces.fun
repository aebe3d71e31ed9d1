// section: 1.f-strings
x = f"{}"
// exit: 1
// stderr: Parse error fstring_empty_braces.fun:2:
// stderr: Failed to compile script: fstring_empty_braces.fun
