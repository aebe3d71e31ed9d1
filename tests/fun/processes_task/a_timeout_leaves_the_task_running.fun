// section: 15.task
import task
t = task.async(fn()
  sleep(20)
  return "done"
)
try
  task.await(t, 1)
catch e
  print(e) // > Timeout: timed out after 1 ms
print(task.poll(t), task.await(t)) // > nil done
print(task.poll(t)) // > [ok, done]
