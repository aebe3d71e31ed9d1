// section: 1.lines
x = 1)
// exit: 1
// stderr: Parse error stray_closing_bracket.fun:2:6:
// stderr: Failed to compile script: stray_closing_bracket.fun
