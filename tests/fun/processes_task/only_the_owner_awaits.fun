// section: 15.task
import task
me = self()
t = task.async(fn() => 1)
fun other()
  try
    task.await(t)
  catch e
    me ! str(e)
spawn(other)
receive
  case String() as s => print(s) // > TypeError: only the process that began a task can await it
print(task.await(t)) // > 1
