// section: 12.fibers 9.1
fun bad()
  return 1 / 0
fun resumes()
  return fiber(bad).resume() + 1
try
  resumes()
catch e
  names = e.trace.map(fn(t) => t["function"])
  print(names[0], names[1], names[2]) // > bad resumes error_keeps_its_trace_through_the_resumer.fun
