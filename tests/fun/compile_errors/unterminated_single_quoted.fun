// section: 1.strings
x = 'abc"
// exit: 1
// stderr: Parse error unterminated_single_quoted.fun:2:
// stderr: Unterminated string
// stderr: Failed to compile script: unterminated_single_quoted.fun
