// section: 15.task
import task
fun f(x)
  if x == 2
    error("two", "Bad")
  sleep(100000)
try
  task.map([1, 2, 3], f, {max: 3})
catch e
  print(e.kind) // > Bad
print(len(processes()), mailbox_len()) // > 1 0
try
  task.map([1], fn(x) => sleep(100000), {ms: 3})
catch e
  print(e) // > Timeout: timed out after 3 ms
print(len(processes())) // > 1
