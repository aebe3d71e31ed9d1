// fuel-varies: a message that comes before the one that is waited for costs a turn
// section: 15.task
import task
t = task.async(fn()
  sleep(300)
  return "done"
)
try
  task.await(t, 1)
catch e
  print(e) // > Timeout: timed out after 1 ms
print(task.poll(t), task.await(t)) // > nil done
print(task.poll(t)) // > [ok, done]
