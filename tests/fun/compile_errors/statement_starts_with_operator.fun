// section: 1.lines
x = 1
* 2
// exit: 1
// stderr: Parse error statement_starts_with_operator.fun:3:1: Unknown token at start of statement
// stderr: Failed to compile script: statement_starts_with_operator.fun
