// section: 1.lines
x = 1 y = 2
// exit: 1
// stderr: Parse error two_statements_on_a_line.fun:2:7: Unexpected trailing characters at end of line
// stderr: Failed to compile script: two_statements_on_a_line.fun
