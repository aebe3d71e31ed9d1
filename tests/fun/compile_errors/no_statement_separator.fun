// section: 1.lines
x = 1; y = 2
// exit: 1
// stderr: Parse error no_statement_separator.fun:2:6:
// stderr: Failed to compile script: no_statement_separator.fun
