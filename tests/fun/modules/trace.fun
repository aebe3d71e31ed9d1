// section: 11.2 9.7
// stderr: Runtime error: division by zero
// stderr: (at _fails.fun:2 in fail)
// stderr:    2 | return 1 / n
// stderr:   at _fails.fun:2 in fail
// stderr:   at trace.fun:10 in trace.fun
// exit: 1
import "_fails" as fails
print("before") // > before
fails.cause()
