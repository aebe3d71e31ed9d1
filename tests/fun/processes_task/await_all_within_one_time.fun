// section: 15.task
import task
ts = to_array(range(5)).map(fn(i) => task.async(fn() => i * i))
print(task.await_all(ts), task.await_all([], 5)) // > [0, 1, 4, 9, 16] []
slow = [task.async(fn() => 1), task.async(fn() => sleep(100000))]
try
  task.await_all(slow, 5)
catch e
  print(e) // > Timeout: timed out after 5 ms
task.shutdown(slow[1])
print(mailbox_len()) // > 0
