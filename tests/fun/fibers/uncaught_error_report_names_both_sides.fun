// section: 12.fibers 9.6
fun bad()
  return [1][5]
fun outer()
  x = fiber(bad).resume()
  return x
outer()
// exit: 1
// stderr: Runtime error: index out of range
// stderr: at uncaught_error_report_names_both_sides.fun:3 in bad
// stderr: at uncaught_error_report_names_both_sides.fun:5 in outer
