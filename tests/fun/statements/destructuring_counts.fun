// section: 6.destructuring
// stderr: destructuring_counts.fun:5:
// stderr: destructuring_counts.fun:6:
// exit: 1
a, b = 1, 2, 3
[c, d] = 1, 2
