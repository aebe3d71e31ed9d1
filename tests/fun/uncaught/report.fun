// section: 9.6 9.8
fun area(a, b)

  return a / b
fun calls_it()
  r = area(1, 0)
  return r
print("before") // > before
calls_it()
print("never")
// exit: 1
// stderr: Runtime error: division by zero
// stderr: (at report.fun:4 in area)
// stderr: 4 |
// stderr: return a / b
// stderr: ^
// stderr: Stack trace (most recent call first):
// stderr:   at report.fun:4 in area
// stderr:   at report.fun:6 in calls_it
// stderr:   at report.fun:9 in report.fun
