// Supervisors: processes that start others, in order, and start them again when they end.
//
// A child is described by a Map:
//   id        what it is called among its siblings
//   start     a function that starts it, linked, and gives its Pid or [pid, info]
//   restart   "permanent" (always), "transient" (if it ended badly) or "temporary" (never)
//   shutdown  milliseconds that it has to end, "brutal_kill", or nil for as long as it takes
//   type      "worker" or "supervisor"
import server

// Starts the children and then watches them. Options: `strategy` "one_for_one", "one_for_all" or "rest_for_one",
// `intensity` and `period` (more than so many restarts in so many seconds end the supervisor), `name`.
fun start(children, opts = nil)
  return server.start(_callbacks(), [children, opts ?? {}], opts)

// The same, linked to this process.
fun start_link(children, opts = nil)
  return server.start_link(_callbacks(), [children, opts ?? {}], opts)

// The children in the order in which they are started: `id`, `pid`, `type`, `restart`.
fun which_children(s) => _ask(s, ["which"])

// How many there are: `specs`, `active`, `supervisors`, `workers`.
fun count_children(s) => _ask(s, ["count"])

// Adds a child and starts it: what its `start` gave.
fun start_child(s, spec) => _ask(s, ["start", spec])

// Ends a child, which stays listed.
fun terminate_child(s, id) => _ask(s, ["terminate", id])

// Starts a child again that has ended.
fun restart_child(s, id) => _ask(s, ["restart", id])

// Removes a child that has ended.
fun delete_child(s, id) => _ask(s, ["delete", id])

// Ends the children, the last first, and the supervisor, and waits for that.
fun stop(s, reason = "shutdown", ms = nil)
  server.stop(s, reason, ms)

fun _ask(s, request)
  match server.call(s, request, nil)
    case ["ok", v] => return v
    case ["error", e] => throw e

fun _callbacks()
  return {init: _init, handle_call: _handle_call, handle_info: _handle_info, terminate: _stop_all}

fun _init(given)
  [specs, opts] = given
  trap_exit(true)
  strategy = opts["strategy"] ?? "one_for_one"
  if not (strategy in ["one_for_one", "one_for_all", "rest_for_one"])
    throw Error(f"unknown strategy {repr(strategy)}: expected one_for_one, one_for_all or rest_for_one", "ValueError")
  state = {
    children: [], strategy: strategy, intensity: opts["intensity"] ?? 1, period: opts["period"] ?? 5, restarts: 0
  }
  for spec in specs
    child = _child(spec)
    if _find(state, child.id) != nil
      throw Error(f"two children have the id {repr(child.id)}", "ValueError")
    push(state.children, child)
  for child in state.children
    try
      _start(child)
    catch e
      _stop_all("shutdown", state)
      throw e
  return ["ok", state]

fun _child(spec)
  if kind(spec) != "Map" or spec["id"] is nil or not callable(spec["start"])
    throw Error(f"a child needs an id and a start function, got {repr(spec)}", "ValueError")
  type = spec["type"] ?? "worker"
  if not (type in ["worker", "supervisor"])
    throw Error(f"'type' must be worker or supervisor, got {repr(type)}", "ValueError")
  restart = spec["restart"] ?? "permanent"
  if not (restart in ["permanent", "transient", "temporary"])
    throw Error(f"'restart' must be permanent, transient or temporary, got {repr(restart)}", "ValueError")
  shutdown = has_key(spec, "shutdown") ? spec["shutdown"] : type == "supervisor" ? nil : 5000
  return {id: spec["id"], start: spec["start"], restart: restart, shutdown: shutdown, type: type, pid: nil, info: nil}

fun _find(state, id)
  return find_first(state.children, fn(c) => c.id == id)

fun _start(child)
  f = child.start
  given = f()
  match given
    case Pid() as pid => child["pid"] = pid
    case [Pid() as pid, _] => child["pid"] = pid
    case _ => throw Error(f"start of {repr(child.id)} must give a Pid or [pid, info], got {repr(given)}", "TypeError")
  link(child["pid"])
  return given

fun _shut(child)
  pid = child.pid
  if pid is nil
    return nil
  child["pid"] = nil
  if child.shutdown == "brutal_kill"
    exit(pid, "kill")
  else
    exit(pid, "shutdown")
    if wait(pid, child.shutdown) is nil
      exit(pid, "kill")
  wait(pid)
  receive
    case ["EXIT", ^pid, _] => nil
    after 0 => nil

fun _stop_all(reason, state)
  for child in reverse(state.children)
    _shut(child)

fun _handle_call(request, from, state)
  try
    return ["reply", ["ok", _answer(request, state)], state]
  catch e
    return ["reply", ["error", e], state]

fun _answer(request, state)
  match request
    case ["which"] => return state.children.map(fn(c) => {id: c.id, pid: c.pid, type: c.type, restart: c.restart})
    case ["count"]
      all = state.children
      return {
        specs: len(all), active: count(all, fn(c) => c.pid != nil),
        supervisors: count(all, fn(c) => c.type == "supervisor"), workers: count(all, fn(c) => c.type == "worker")
      }
    case ["start", spec]
      child = _child(spec)
      known = _find(state, child.id)
      if known != nil
        throw Error(f"the child {repr(child.id)} is {known.pid is nil ? 'listed' : 'running'}", "ValueError")
      given = _start(child)
      push(state.children, child)
      return given
    case ["terminate", id]
      child = _known(state, id)
      _shut(child)
      if child.restart == "temporary"
        _drop(state, child)
      return true
    case ["restart", id]
      child = _known(state, id)
      if child.pid != nil
        throw Error(f"the child {repr(id)} is running", "ValueError")
      return _start(child)
    case ["delete", id]
      child = _known(state, id)
      if child.pid != nil
        throw Error(f"the child {repr(id)} is running", "ValueError")
      _drop(state, child)
      return true

fun _known(state, id)
  child = _find(state, id)
  if child is nil
    throw Error(f"no child {repr(id)}", "ValueError")
  return child

fun _drop(state, child)
  state["children"] = filter(state.children, fn(c) => c.id != child.id)

fun _handle_info(msg, state)
  match msg
    case ["$aged"]
      state["restarts"] = state.restarts - 1
    case ["$again", ids]
      return _start_again(state, ids)
    case ["EXIT", pid, reason]
      child = find_first(state.children, fn(c) => c.pid == pid)
      if child != nil
        child["pid"] = nil
        return _ended(state, child, reason)
    case _ => eprint(f"supervisor {self()} got {repr(msg)}")
  return ["noreply", state]

fun _is_normal(reason)
  return match reason
    case "normal" | "shutdown" => true
    case ["shutdown", _] => true
    case _ => false

fun _ended(state, child, reason)
  if child.restart == "temporary"
    _drop(state, child)
    return ["noreply", state]
  if child.restart == "transient" and _is_normal(reason)
    return ["noreply", state]
  eprint(f"supervisor {self()}: the child {repr(child.id)} has ended: {repr(reason)}")
  return _again(state, child)

// Starts again what the strategy says when this child has ended.
fun _again(state, child)
  if not _may_restart(state)
    return ["stop", "shutdown", state]
  all = state.children
  affected = [child]
  if state.strategy == "one_for_all"
    affected = all
  elif state.strategy == "rest_for_one"
    affected = all[find_index(all, fn(c) => c.id == child.id):]
  for c in reverse(affected)
    _shut(c)
  for c in filter(affected, fn(c) => c.restart == "temporary")
    _drop(state, c)
  return _start_again(state, map(filter(affected, fn(c) => c.restart != "temporary"), fn(c) => c.id))

fun _start_again(state, ids)
  for id in ids
    child = _find(state, id)
    if child != nil and child.pid is nil
      try
        _start(child)
      catch e
        eprint(f"supervisor {self()}: the child {repr(id)} cannot be started: {e}")
        if not _may_restart(state)
          return ["stop", "shutdown", state]
        // Others may ask something in between.
        self() ! ["$again", ids]
        return ["noreply", state]
  return ["noreply", state]

fun _may_restart(state)
  state["restarts"] = state.restarts + 1
  send_after(state.period * 1000, self(), ["$aged"])
  return state.restarts <= state.intensity
