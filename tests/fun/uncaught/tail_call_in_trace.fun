// section: 7.6 9.6
fun inner()
  error("here")
fun outer()
  return inner()
outer()
// exit: 1
// stderr: Error: here
// stderr:   at tail_call_in_trace.fun:3 in inner
// stderr: (tail call)
// stderr:   at tail_call_in_trace.fun:6 in tail_call_in_trace.fun
