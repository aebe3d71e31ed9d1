// section: 15.task
import task
fun work(a, b) => a * b
t = task.async(work, 6, 7)
u = task.async(fn() => [1, 2])
print(task.await(t), task.await(u), task.await(t), mailbox_len(), process_info(self()).links) // > 42 [1, 2] 42 0 []
