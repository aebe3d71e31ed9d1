// section: 15.files
#include <async/scheduler.fun>

fun step(task)
  task.n = task.n + 1
  print(task.name, task.n)
  if task.n == 2
    task.done = 1
    if task.name == "a"
      task_spawn(step, {"name": "c", "n": 1})
  return co_yield()

given = {"name": "a", "n": 0}
a = task_spawn(step, given)
b = task_spawn(step, {"name": "b", "n": 0})
print(a.done, typeof(a), given)  // > 0 Map {"name": a, "n": 0}
run_once()                       // > a 1
                                 // > b 1
print(len(__tasks))              // > 2
async_sleep_mark(b, 1000000)
run_once()                       // > a 2
print(len(__tasks), b.n)         // > 2 1
async_sleep_mark(b, -1000000)
run_until_done()                 // > b 2
                                 // > c 2
print(len(__tasks))              // > 0
print(task_spawn(step, nil)["done"], task_spawn(step, {"done": 1})["done"])  // > 0 1
