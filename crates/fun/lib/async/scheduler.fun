// Cooperative tasks made of small steps: each task is a map whose function is called with it again and again, until it
// sets `done` to 1. (A fiber or a process does the same without taking the work apart.)

__tasks = []

fun __now_ms()
  return time_now_ms()

// A task with this step function and a copy of these fields.
fun task_spawn(step_fn, state_map)
  var task = {"fn": step_fn}
  if typeof(state_map) == "Map"
    for k, v in state_map
      task[k] = v
  task["done"] = to_number(task["done"]) == 1 ? 1 : 0
  task["_sleep_until"] = 0
  __tasks.push(task)
  return task

// Lets the scheduler pass this task over for so many milliseconds.
fun async_sleep_mark(state, ms)
  state["_sleep_until"] = __now_ms() + to_number(ms)
  return 1

// Says in a step that others may go on; the step then returns.
fun co_yield()
  return 1

// Whether a handle can be read or written within so many milliseconds: 1, 0, or -1 after an error.
fun await_read(fd, timeout_ms)
  return fd_poll_read(to_number(fd), to_number(timeout_ms))

fun await_write(fd, timeout_ms)
  return fd_poll_write(to_number(fd), to_number(timeout_ms))

// One step of every task that is neither done nor asleep. Those that are done leave.
fun run_once()
  var now = __now_ms()
  for task in __tasks
    if task["done"] != 1 && task["_sleep_until"] <= now
      task["_sleep_until"] = 0
      var step = task["fn"]
      if step != nil
        step(task)
  var left = []
  for task in __tasks
    if to_number(task["done"]) != 1
      left.push(task)
  __tasks = left
  return 1

// Steps until no task is left.
fun run_until_done()
  while __tasks.len() > 0
    run_once()
    sleep_ms(1)
  return 1
