// section: 15.task
// stderr: boom
import task
pid = task.start(fn(x) => error("boom"), 1)
print(kind(pid), wait(pid) != nil, is_alive(self())) // > Pid true true
