// section: 15.task
import task
me = self()
fun owner()
  t = task.async(fn() => sleep(100000))
  me ! t["pid"]
o = spawn(owner)
pid = receive_any()
print(wait(pid) in ["normal", "noproc"]) // > true
