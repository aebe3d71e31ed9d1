// section: 1.f-strings
x = f"a}b"
// exit: 1
// stderr: Parse error fstring_lone_brace.fun:2:
// stderr: Failed to compile script: fstring_lone_brace.fun
