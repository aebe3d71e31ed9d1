// section: 1.lines
x = [1, 2
print(x)
// exit: 1
// stderr: Parse error unclosed_bracket.fun:
// stderr: Failed to compile script: unclosed_bracket.fun
