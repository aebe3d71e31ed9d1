// section: 2.order, 5.comparison
a = 1
print(a < 2 < 3)
// exit: 1
// stderr: Parse error comparison_chain.fun:3:
// stderr: comparison operators do not chain; write a < b && b < c
// stderr: Failed to compile script: comparison_chain.fun
