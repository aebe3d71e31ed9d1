// section: 9.7
x = 1
y = x + lenghts(x)
// exit: 1
// stderr: Parse error report_shows_the_line.fun:3:9: Undefined name 'lenghts'
// stderr: y = x + lenghts(x)
// stderr: ^
// stderr: Failed to compile script: report_shows_the_line.fun
