// Tasks: functions that run in processes of their own and hand their result to whoever began them.

// Runs f in a process linked to this one. The result is a task for `await`.
fun async(function f, ...args)
  tag = make_ref()
  [pid, mon] = spawn_opt({link: true, follow: true, monitor: true}, _work, self(), tag, f, args)
  return {pid: pid, owner: self(), tag: tag, mon: mon, result: nil}

// Runs f in a process that nobody waits for: its Pid.
fun start(function f, ...args)
  return spawn(_alone, f, args)

// The result of a task; throws what it threw, or Timeout, which leaves it running.
fun await(t, ms = 5000)
  _take(t, ms)
  if t["result"] is nil
    throw Error(f"timed out after {ms} ms", "Timeout")
  match t["result"]
    case ["ok", v] => return v
    case ["error", e] => throw e

// ["ok", v], ["error", e], or nil while it runs.
fun poll(t, ms = 0)
  _take(t, ms)
  return t["result"]

// Ends a task, which has so long for its cleanup. What it had achieved, as `poll` says it.
fun shutdown(t, ms = 5000)
  _take(t, 0)
  if t["result"] is nil
    pid = t["pid"]
    unlink(pid)
    demonitor(t["mon"], true)
    exit(pid, "shutdown")
    if wait(pid, ms) is nil
      exit(pid, "kill")
      wait(pid)
    _take(t, 0)
    if t["result"] is nil
      t["result"] = ["error", Error("the task was shut down", "ExitError", "shutdown")]
      return nil
  return t["result"]

// The results of all tasks, in their order, within one time.
fun await_all(ts, ms = 5000)
  late = make_ref()
  timer = ms is nil ? nil : send_after(ms, self(), ["$late", late])
  results = []
  try
    for t in ts
      push(results, _await_until(t, late, ms))
    return results
  finally
    if timer != nil and cancel_timer(timer) is nil
      receive
        case ["$late", ^late] => nil
        after 0 => nil

// f of every element, at most `max` at the same time, each within `ms`. `ordered: false` gives the results as they come.
// The first that fails ends the others, and its error is thrown.
fun map(given, function f, opts = nil)
  given_opts = opts ?? {}
  most = given_opts["max"] ?? _cores()
  ms = given_opts["ms"]
  ordered = given_opts["ordered"] ?? true
  waiting = to_array(given)
  total = len(waiting)
  results = ordered ? array(total) : []
  running = {}
  next = 0
  done = 0
  try
    while done < total
      while next < total and len(running) < most
        t = async(f, waiting[next])
        running[t["tag"]] = [next, t, ms is nil ? nil : send_after(ms, self(), ["$late", t["tag"]])]
        next += 1
      receive
        case ["$task", tag, status, v] when has(running, tag)
          [i, t, timer] = running[tag]
          delete(running, tag)
          _settle(t, [status, v])
          if timer != nil
            cancel_timer(timer)
          if status == "error"
            throw v
          done += 1
          if ordered
            results[i] = v
          else
            push(results, v)
        case ["DOWN", mon, "process", _, reason] when any(values(running), fn(r) => r[1]["mon"] == mon)
          throw _gone(reason)
        case ["$late", tag] when has(running, tag)
          throw Error(f"timed out after {ms} ms", "Timeout")
  finally
    for entry in values(running)
      shutdown(entry[1])
  return results

fun _cores()
  try
    return cpu_count()
  catch denied when denied.kind == "PermissionDenied"
    return 4

fun _gone(reason) => Error(f"the task exited: {repr(reason)}", "ExitError", reason)

fun _await_until(t, late, ms)
  _check(t)
  [tag, mon] = [t["tag"], t["mon"]]
  if t["result"] is nil
    receive
      case ["$task", ^tag, status, v] => _settle(t, [status, v])
      case ["DOWN", ^mon, _, _, reason] => _settle(t, ["error", _gone(reason)])
      case ["$late", ^late]
        self() ! ["$late", late]
        throw Error(f"timed out after {ms} ms", "Timeout")
  return await(t, 0)

fun _check(t)
  if t["owner"] != self()
    throw Error("only the process that began a task can await it", "TypeError")

fun _take(t, ms)
  _check(t)
  if t["result"] != nil
    return nil
  [tag, mon] = [t["tag"], t["mon"]]
  receive
    case ["$task", ^tag, status, v] => _settle(t, [status, v])
    case ["DOWN", ^mon, _, _, reason] => _settle(t, ["error", _gone(reason)])
    after ms => nil

// Nothing of a task that has ended is to be left in the mailbox.
fun _settle(t, result)
  t["result"] = result
  pid = t["pid"]
  demonitor(t["mon"], true)
  unlink(pid)
  receive
    case ["EXIT", ^pid, _] => nil
    after 0 => nil

fun _work(owner, tag, f, args)
  try
    owner ! ["$task", tag, "ok", f(...args)]
  catch e
    if not is_alive(owner)
      eprint(f"a task failed whose owner has ended: {e}")
    owner ! ["$task", tag, "error", e]

fun _alone(f, args)
  f(...args)
