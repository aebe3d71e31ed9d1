// section: 1.strings
print("ok")
x = "abc
// exit: 1
// stderr: Parse error unterminated_string.fun:3:
// stderr: Unterminated string
// stderr: Failed to compile script: unterminated_string.fun
