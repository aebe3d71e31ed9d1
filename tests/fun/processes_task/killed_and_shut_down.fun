// section: 15.task
import task
t = task.async(fn() => sleep(100000))
trap_exit(true)
exit(t["pid"], "kill")
try
  task.await(t)
catch e
  print(e.kind, e.data, mailbox_len()) // > ExitError killed 0
u = task.async(fn() => sleep(100000))
print(task.shutdown(u), mailbox_len()) // > nil 0
v = task.async(fn() => 5)
sleep(3)
print(task.shutdown(v), mailbox_len()) // > [ok, 5] 0
