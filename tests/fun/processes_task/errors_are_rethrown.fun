// section: 15.task
import task
t = task.async(fn() => error("bad", "MyError"))
try
  task.await(t)
catch e
  print(e.kind, e.message) // > MyError bad
print(task.poll(t)[0], is_alive(self())) // > error true
